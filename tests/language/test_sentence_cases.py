"""A case is one paragraph on one line, `|` where a sentence starts; `⏎` is a line break in it.

`sentences.tsv` has whole texts by class, made up for it; those with a line break in them are plain text files.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from sentence_texts import cut, cut_file

CASES = """
# end marks
今天下雨。|明天放晴！|后天呢？
真的吗？！|我不信。
太好了！！！|我们赢了。
为什么?!|没有人知道。
第一句．|第二句．
他来了⁉|大家都愣住了。
天亮了。。|该出发了。
质量好；价格低，送货也快：值得买。
昨天下了雪。|　今天化了。
　　开头有全角空格。|　　这里也有。
。开头就是句号。|然后才是正文。
？？谁在那里？
太棒了！👍|我喜欢。
下雪啦！～|快来看！
真的？，他没有回答。
运行`a？b！`即可。|然后退出。
# whoever says it, and in whatever words
“我们不会放弃开源！”张明吐槽。
“太贵了！”网友留言道。
“太贵了！”网友纷纷吐槽。
“买不起！”不少用户在社交平台上直呼。
“这算什么？”李华怒怼。
“做得不错！”教练点评道。
“真的有用吗？”多位业内人士质疑。
“我老了！”他自嘲。
“营收翻倍！”知情人士披露。
“明年会更好！”分析师预测。
“像一头牛！”他描述道。
“开源必胜！”他谈到。
“开源必胜！”他谈道，“这是趋势。”
“开源必胜！”她讲道。
“开源必胜！”该公司在微博发帖。
“放马过来！”王总向对手喊话。
“我很开心！”她分享道。
“不要掉以轻心！”老人告诫。
“三年必成！”他断言。
“站住！” 那人喊道。|没有人停下。
“站住！”|他走上跑道。
# a quotation as the subject of a clause
“为什么？”成了他的口头禅。|没人觉得奇怪。
“怎么卖？”变得比怎么造更重要。
“机器会取代我吗？”让很多人睡不着。
“你怎么看？”令台下一片沉默。
“下班了吗？”引发热议。
“卷不动了！”登上热搜。
“回家吧！”并非一句空话。
# a sentence of its own after a quotation
“走吧！”|雨停了。
“好吗？”|门外没有声音。
“快跑！”|没有人动。
“谁干的？”|他站了起来。
“谁干的？”|大家你看看我，我看看你。
“太好了！”|第二天，公司宣布停产。
“太好了！”|随后，他走了。
“太好了！”|但是问题还没有解决。
“涨！涨！涨！”|市场一片欢腾。
“开会！”|他放下电话，走出门去。
“你要去哪儿？”|记者跟着他走进了电梯。
“好。”|股价随后上涨。
“这次不同。”|分析师不看好。
他说：“走吧！”|让我想想。
“这是谁的？”|知道的人都不说。
“到底行不行？”|报道没有给出答案。
“真好看！”孩子们欢呼。
“我们要走了！”他笑着说，声音很轻。
“天哪！”人群中有人惊叫道。
“到哪里去？”这个问题没有答案。
“不卖！”店主一口回绝。
“好看！”两位观众连连点头。
“加油！”|比赛开始了。
“钱呢？”|不是说好今天给吗？
# closing marks stay
她答应了：“可以。”|大家鼓掌。
她答應了：『可以？』|大家鼓掌。
她说："可以。"|大家鼓掌。
她说：＂可以。＂|大家鼓掌。
他写道：“结束了！”。|信到此为止。
她答应了（真的。）|我们放心了。
她答应了(真的。)|我们放心了。
价格不变（税另计）。|请放心。
这个菜单（很清楚！）已经改好。|欢迎试用。
（本文有删节。）|下面是正文。
这里有一个“多余的引号。”|后面一句。
前一段的引文到此为止。”|他合上书。
这句话少了开头的引号。”他说。|没人回答。
他买了一台5.5"的手机。|屏幕很亮。
它的名字是'小艾'。|它会说话。
It's a don't-care case.|然后呢？
我吃了一惊："什么?"|他没说话。
我说:"你好",他说:"再见"。|然后走了。
# a quotation and its speaker
“这是对的。” 他说。|我点点头。
「算了吧！」她答道。|門關上了。
“走吧！”他一边说，一边站起来。|门开了。
“你是谁？”老人问我。|我没有应声。
“好吗？”他问店员。|店员点头。
“快跑！”有人大喊。|人群散开了。
“好。”对方回答。|雨停了。
“我们会继续投入。”李明表示。|股价随后上涨。
“我们会继续投入。”公司发言人回应说。|股价随后上涨。
“我们会继续投入。”她告诉《晚报》。|股价随后上涨。
“这不可能。”小王摇摇头，慢慢地说道。|大家都沉默了。
“等等我！”她喊着追了上去。|没人听见。
“也许吧。”她想。|雨还在下。
“走吧。”说完，他转身离开。|雨停了。
“The model works.”他说。|我们继续。
“先看数据，”他说，“再下结论。”|会议结束了。
“先看数据。”他说，“再下结论。”|会议结束了。
“先看数据。”|他停了一下，说：“再下结论。”
「下雨了。」|我們說服了他。
“好。”|小说就这样结束了。
“好。”|这说明问题不大。
“好。”|换句话说，他同意了。
“好。”|不得不说，他很果断。
“好。”|公司没有回应。
“好。”|他的回答，让人意外。
“好。”|根据新华社的报道，工程已经完工。
“你来了。”|她抬起头，笑了笑。|雨停了。
“好。”|“走吧。”|两人出了门。
“好。”|他问道：“走吗？”|没人回答。
他说：“好。”|她问：“走吗？”|他没有回答。
他说：“好。”|他说的是实话。
据报道，“形势很好。”|市场反应平淡。
"It is done," he said. |Nobody replied.
"Is it done?" he asked. |Nobody replied.
# a quotation in a clause
他大喊“救命！”就跑了。|没人追他。
听到有人喊“着火了！”大家都往外跑。
她只说了一句“我……”就停住了。
他们高喊“加油！”“加油！”的口号。
“为什么？”这个问题困扰着他。
“一定要赢！”是他的口头禅。|他每天都说。
“好！”一词出现了三次。
「動起來！」活動今天開始。|歡迎參加。
“走吧。”|活动结束了。
牌子上写着“禁止入内。”的字样。
他写下“永不放弃。”|然后把笔放下。
他们的口号是“永不放弃！”|比赛开始了。
他问“你去吗？”|她说“不去！”两人都笑了。
她用“？”表示疑问。|他用“。”结束。
# titles
我们去看《跑吧！孩子》好吗？|好！
他在读《为什么？》和《怎么办？》。|都很有意思。
刊物《问答！（增刊）》今天出版。|欢迎订阅。
她写了〈春天。〉一文。|大家都读了。
# nested
他说：“老师问：‘你懂吗？’我说不懂。”|大家笑了。
他說：「老師問：『你懂嗎？』我說不懂。」|大家笑了。
他说：“老师告诉我：‘别怕。’”|大家笑了。
“他说：‘好。’”她回忆道。|雨停了。
他说：“第一点。第二点！第三点？”|说完就走了。
（他说：“好。”）|我们走了。
# marks without a partner
他说：“今天很冷。|然后离开。|没有人说话。
（未完的括号。|后一句。|再后一句。
他说）这是对的。|然后离开。
“第一段没有引号收尾。|“第二段有。”|第三段。
好难过:( 明天再说。|晚安:)
# ellipses
我想……还是算了。
我想...还是算了。|走吧。
他沉默了……|“走吧。”|她也沉默了。
他沉默了…… |过了很久才开口。
故事还没有结束……
“我不知道……”他低声说。|她哭了。
“我不知道……”|她转过身去。
他说：“我不知道……”|她转过身去。
“……”他没有说话。
真的吗……？|我不信。
⋯⋯後來他走了。
Wait... what?
He waited... |Then he left.
# half-width marks
真的吗?|我不信!|算了.
这是第一句.|这是第二句.|这是第三句.
3月5日,公司宣布:新模型将在夏天发布.|对此,网友说:“太晚了!”
收盘涨幅4.07%.|随后回落.
他用Python. |她用Rust.
# numbers, versions, abbreviations
涨幅为4.07%，共3.5万人。|市值61.8亿元。
版本号为v3.1。|请尽快升级。
我们发布了Llama 3.1。|它比Llama 3好。
我们发布了Llama 4. |它比Llama 3好.
时间是2025.12.10。|地点未定。
圆周率约为3．14。|记住它。
价格为$5. |He paid it.
U.S. firms are watching. |Nobody knows why.
这些U.S. firms都在观望。|没人知道。
He lives in the U.S. |She lives in China.
The U.S. Senate voted. |It passed.
先看No. 8，再看No. 9。|就这样。
Mr. Wang和Dr. Li来了。|大家坐下。
Apple Inc. 发布了新品。|售价不变。
作者是J. K. Rowling。|她是英国人。
乔治·W.布什出席。|会议开始。
可用工具很多(e.g. Git、Vim)。|请自选。
He has a Ph.D. in physics. |She does not.
Yahoo!奇摩关闭了。|用户很失望。
This is a test. |It works! |Does it? |Yes.
I use an iPhone. |iPads are too big.
# addresses and files
请访问https://a.cn/b?c=d!e，谢谢。
详情见https://a.cn/b?c=d。|谢谢。
网址是www.example.com。|请收藏。
登录example.com/login?next=1即可。|很快。
写信到li.ming@example.com.cn。|我们会回复。
附件是报告.pdf。|请查收。
用Node.js和.NET开发。|很快。
如果a!=b，则返回。|结束。
# hashtags and headlines
#a#|【b】|c。
#人工智能#|【新模型发布】|今天，公司发布了新模型。|股价上涨。
#话题一#|#话题二#|正文开始。
#为什么要早睡？#|医生这样说。
他参加了#春天！读书会#活动。|很开心。
#读书#的人越来越多。|真好。
今天很开心。|#读书#
#AI #开源 今天发布！|#模型 很强。
我用C#。|他用F#。
# enumerations
1. 打开电源。|2. 按下按钮。
一、背景。|二、方法。
一.背景介绍。|二.方法。
（1）打开电源。|（2）按下按钮。
A. 苹果。|B. 香蕉。
步骤如下：1. 打开；2. 关闭。|完成。
如下1.背景2.方法。
图1. 系统结构。|图2. 数据流。
Q1. 为什么？|因为便宜。
准备材料|⏎1. 面粉|⏎2. 水
第一行没有结束，⏎第二行接着说。
上一段|⏎⏎ 下一段
# notes and dashes
地球是圆的。[1]|月亮也是。[2][3]
会议结束。（掌声）|下一位发言。
知识就是力量。——培根
——你去哪儿？|——回家。
“停！——”他喊。|车停了。
"""


@pytest.mark.parametrize("case", [line for line in CASES.splitlines() if line and not line.startswith("# ")])
def test_case(case: str) -> None:
    marked = case.replace("⏎", "\n")
    assert cut(marked.replace("|", "")) == "|".join(part.strip() for part in marked.split("|"))


def by_class() -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("sentences.tsv").read_text("utf-8").splitlines()[1:]:
        name, text = line.split("\t")
        texts.setdefault(name, []).append(text.replace("⏎", "\n"))
    return texts


@pytest.mark.parametrize("name", by_class())
def test_texts_of_the_class(name: str) -> None:
    for marked in by_class()[name]:
        text = marked.replace("|", "")
        wanted = "|".join(part.strip() for part in marked.split("|"))
        assert (cut_file if "\n" in text else cut)(text) == wanted


def test_the_shared_cases() -> None:
    cases = Path(__file__).parents[3] / "shared" / "data" / "sentences" / "cases.tsv"
    if not cases.exists():
        pytest.skip("../shared is absent")
    lines = [line.split("\t") for line in cases.read_text("utf-8").splitlines()[1:]]
    assert [cut(text) for text, _ in lines] == [gold.replace(" ||| ", "|") for _, gold in lines]
