"""Chinese prose made up by hypothesis: common characters with marks and Latin words among them."""

from __future__ import annotations

from hypothesis import strategies as st

SIMPLIFIED = (
    "今天天气很好我们一起去公园里走了很久孩子们在草地上跑来跑去老人坐着说话看报纸下午开始下雨大家都回家了公司昨天发布新的手机价格比去年便宜不少"
    "记者问为什么经理回答因为成本低了市场上的反应还不错学生觉得这个问题很有意思老师给他们讲历史和地理火车晚到十分钟没有人生气"
)
TRADITIONAL = (
    "今天天氣很好我們一起去公園裡走了很久孩子們在草地上跑來跑去老人坐著說話看報紙下午開始下雨大家都回家了公司昨天發布新的手機價格比去年便宜不少"
    "記者問為什麼經理回答因為成本低了市場上的反應還不錯學生覺得這個問題很有意思老師給他們講歷史和地理火車晚到十分鐘沒有人生氣"
)
_MARKS = ["，", "。", "、", "：", "？", "！", "《", "》", "（", "）"]
_LATIN = ["AI", " GPT-4 ", "2025", "3.5%", "Meta", " open source "]


def prose(characters: str, *, least: int = 20, most: int = 400) -> st.SearchStrategy[str]:
    """Text of about `least` to `most` characters, most of them Han from running text."""
    runs = st.integers(0, len(characters) - 8).flatmap(
        lambda start: st.integers(3, 8).map(lambda length: characters[start : start + length])
    )
    rest = st.sampled_from([*_MARKS, *_LATIN])
    pairs = st.tuples(runs, rest).map("".join)
    return st.lists(pairs, min_size=least // 4, max_size=most // 4).map("".join)
