"""Hard-wrapped texts of many makes: the paragraphs come back as they were before they were wrapped."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from reader.ingest.clean import clean
from reader.ingest.wrap import paragraphs

TEXTS = {
    "city": [
        (
            "清晨六点，老城区的早市已经热闹起来。卖豆浆的推车冒着白气，卖菜的大姐把带露水的青菜一把一把摆好，顾客"
            "一边挑一边问价钱。"
        ),
        (
            "住在附近的刘奶奶说，她在这里买了四十年的菜。“以前用粮票，现在扫二维码。”她笑着晃了晃手机，“方便是"
            "方便，就是少了点人情味。”"
        ),
        "区里计划在明年把早市搬进室内，摊主们的看法不一：有人担心摊位费上涨，也有人盼着冬天不再挨冻。",
    ],
    "tech": [
        (
            "上周，开源社区发布了 Falcon 3 的新版本，支持 128K 的上下文，推理速度比上一版提高了 "
            "40%，而且只需要一张 RTX 4090 就能运行。"
        ),
        (
            "开发者 Maria Lopez 在博客中写道：“We wanted a model that any"
            "one can run at home.” 她认为，本地运行的意义不只在于省钱，更在于隐私。"
        ),
        (
            "不过也有人指出，新版本在中文长文本上的表现并不稳定，偶尔会漏掉整段内容。项目组回应说，下一个版本 3"
            ".1 会修复这个问题，预计 6 月 15 日发布。"
        ),
    ],
    "letter": [
        "亲爱的小雨：",
        (
            "你的信我上个月就收到了，因为一直在乡下出差，没有及时回复，请你原谅。这里的油菜花已经开过了，满山遍野"
            "都是绿色，晚上能听见青蛙叫，白天能看见白鹭从水田上飞过去。"
        ),
        (
            "你问我什么时候回城，我也说不准。学校还缺两个老师，校长希望我至少教完这个学期，孩子们也舍不得我走。我"
            "想，等放了暑假再说吧。"
        ),
        "祝一切都好！",
    ],
    "news": [
        (
            "本报讯（记者赵明）昨天下午，市水务局召开新闻发布会，通报今年汛期的准备情况。据介绍，全市共储备沙袋1"
            "20万条、抽水泵860台，组建抢险队伍43支，总人数超过5200人。"
        ),
        (
            "“今年的降雨量预计比常年多两成左右，我们必须做好打硬仗的准备。”水务局副局长孙涛说，重点是低洼的老旧"
            "小区和三座病险水库，目前所有工程都已完工。"
        ),
    ],
    "trad": [
        (
            "昨天傍晚，一場突如其來的大雨讓整個城市陷入混亂。捷運站裡擠滿了沒有帶傘的上班族，計程車一輛也叫不到，"
            "許多人只好站在騎樓下等雨停。"
        ),
        (
            "氣象局表示，這波鋒面會持續到週四，北部山區要特別注意土石流。「如果沒有必要，請盡量不要上山。」預報員"
            "提醒民眾，週五以後天氣就會慢慢好轉。"
        ),
    ],
    "half": [
        (
            "这篇文章是很多年前写在邮件列表里的,当时大家都用半角标点,因为全角字符在老的终端上经常显示成乱码.现"
            "在看来有点怪,但是意思没有变:写程序要先想清楚再动手."
        ),
        (
            "第二个原因是排版.那时候的屏幕只有80列,超过的部分会被切掉,所以每个人都习惯在第72列左右按一下回"
            "车,久而久之就成了规矩,连论坛里也这样."
        ),
    ],
    "story": [
        (
            "渡口的老船工姓孟，大家都叫他孟爷爷。他的船已经很旧了，船帮上的漆掉得一块一块的，可是他每天还是把它擦"
            "得干干净净，就像擦一件宝贝。"
        ),
        "“孟爷爷，大桥明年就修好了，您还摆渡吗？”我问。",
        "他没有马上回答，只是望着江面，过了好一会儿才说：“桥是桥，船是船。总有人想坐船的。”",
    ],
    "science": [
        (
            "研究人员对 2,400 名志愿者进行了为期五年的跟踪调查，结果发现，每天步行 8000 步以上的人，"
            "患心血管疾病的风险比步行不足 3000 步的人低 51%。"
        ),
        (
            "论文发表在 Nature Medicine 上。通讯作者 Chen Yiming 博士提醒说，这只是"
            "相关性，不能说明因果关系；身体不好的人本来就走得少。"
        ),
        "尽管如此，她仍然建议久坐的上班族每隔一小时站起来活动五分钟，“这件事没有任何成本”。",
    ],
    "notice": [
        "关于调整夜间公交线路的通知",
        "各位乘客：",
        (
            "因地铁五号线延长运营时间，自十月八日起，夜间公交 N3 路和 N7 路的首班车推迟到零点三十分发车，"
            "末班车时间不变，票价仍为两元，可以使用公交卡、手机支付或者投币。"
        ),
        "给您带来的不便，敬请谅解。如有疑问，请拨打服务热线或者在站台向工作人员咨询。",
    ],
    "opinion": [
        (
            "城市要不要禁止电动滑板车？这个问题吵了三年，至今没有结论。支持禁止的人拿出事故数据，反对的人拿出碳排"
            "放数据，谁也说服不了谁。"
        ),
        (
            "在我看来，问题不在车，而在路。我们的马路是为汽车设计的，人行道是为行人设计的，夹在中间的东西没有容身"
            "之处，于是只好到处乱窜。"
        ),
        "与其一禁了之，不如先画一条线。",
    ],
}
CLOSING = "，。、；：！？）》”’」』…,.;:?!)]%"


def lines(text: str, width: int, *, measure: Callable[[str], int] = cell_len, first: str = "", rest: str = "") -> str:
    """`text` broken at `width`: no word is broken and no line begins with a closing mark, which hangs over the edge."""
    done, line = [], first
    for unit in re.findall(r"[A-Za-z0-9.,:/%$@_'+-]+|\s+|.", text):
        if measure((line + unit).rstrip()) > width and unit[0] not in CLOSING:
            done.append(line.rstrip())
            line = rest + unit.lstrip()
        else:
            line += unit
    return "\n".join([*done, line.rstrip()])


def laid_out(kind: str, texts: list[str], width: int) -> str:
    """`texts` wrapped as programs and people do it."""
    match kind:
        case "blank lines":
            return "\n\n".join(lines(text, width) for text in texts)
        case "blank lines, CRLF":
            return laid_out("blank lines", texts, width).replace("\n", "\r\n")
        case "ideographic indent":
            return "\n".join(lines(text, width, first="　　") for text in texts)
        case "indent":
            return "\n".join(lines(text, width, first="    ") for text in texts)
        case "characters":
            return "\n\n".join(lines(text, width // 2, measure=len) for text in texts)
        case "numbered":
            return "\n".join(lines(text, width, first=f"{n}. ", rest="   ") for n, text in enumerate(texts, 1))
        case "bullets":
            return "\n".join(lines(text, width, first="- ", rest="  ") for text in texts)
        case _:
            return "\n>\n".join(lines(text, width, first="> ", rest="> ") for text in texts)


KINDS = {
    "blank lines": "",
    "blank lines, CRLF": "",
    "ideographic indent": "",
    "indent": "",
    "characters": "",
    "numbered": "{}. ",
    "bullets": "- ",
    "mail quotation": "",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TEXTS)
def test_paragraphs_come_back(name: str, kind: str) -> None:
    wanted = [KINDS[kind].format(n) + text for n, text in enumerate(TEXTS[name], 1)]
    assert paragraphs(clean(laid_out(kind, TEXTS[name], 66))) == wanted


def test_one_quoted_line_keeps_its_sign() -> None:
    assert paragraphs("> 大于号\n他说不对。") == ["> 大于号", "他说不对。"]


def test_an_answer_stands_apart_from_what_it_quotes() -> None:
    assert paragraphs("> 你来吗？\n> 我们等你。\n我来。") == ["你来吗？", "我们等你。", "我来。"]
