"""What a word may be called in the other language: the dictionary's meanings as stems, to be found again in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from reader.language.dictionary import Dictionary
from reader.pinyin import HAN
from reader.translate.guards.usage import UNKNOWN, Usage, usages
from reader.translate.guards.vectors import Vector, Vectors, shipped

_LONGEST = 4  # characters of the longest headword looked for; what is longer is made of shorter ones
_RUN = re.compile(rf"[{HAN}]+")
_ENGLISH = re.compile(r"(?:[A-Z]\.){2,}|[A-Za-zÀ-ɏ]+")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[^\x00-ɏ‘’“”–—]+[^;]*")  # in brackets; Chinese, and its reading after it
_ENDINGS = re.compile(
    r"(?<=\w{3})(?:[ai]tions?|ings?|edly|ed|ies|ied|ily|ments?|ions?|ness|ers?|ors?|ally|als?|ly|ia|ians?|ans?|ish"
    r"|ic|es|e|s|y|a|i)$"
)
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")  # planned, stopping
_LETTERS = 7  # of a stem
_NO_TONES = str.maketrans("", "", "12345:")

# English words that say too little of what a sentence is about to be looked for.
_COMMON_WORDS = """
    a an the to of in on at for by with from as and or but if that this these those it its he him his she her they
    their them we our us i my you your who whom which what where when how there here be is am are was were been being
    have has had having do does did done will would shall should can could may might must not no so such very one ones
    sb sth etc esp fig lit coll idiom also some any all other more most up out into about over than then used see
    variant abbr old surname classifier s t
"""
_COMMON = frozenset(_COMMON_WORDS.split())
# Words of one verb, or of one country, that share no beginning; the first word of a line stands for the others.
_SAME = {
    form: first
    for line in """
        be become became | bring brought | build built | buy bought | catch caught | choose chose chosen choice
        come came | die died dead death dying | drive drove driven | eat ate eaten | fall fell fallen | feel felt
        fight fought | find found | fly flew flown flight | get got gotten | give gave given | go went gone
        grow grew grown growth | hear heard | hold held | keep kept | know knew known knowledge | lead led
        leave left | lose lost loss losing | make made making | meet met | pay paid | run ran running
        say said says tell told | see saw seen | sell sold sale sales | send sent | speak spoke spoken speech
        spend spent | stand stood | steal stole stolen | take took taken | teach taught | think thought
        understand understood | win won winning | write wrote written | person people | man men | woman women
        child children | strong strength | long length | high height | live life lives | two double second twice
        decide decision | begin began begun | hit hitting | use using uses used usage
        america american americans us usa u.s. u.s.a. united | china chinese
        britain british uk u.k. gb england english | france french | germany german | spain spanish
        japan japanese | russia russian | europe european | italy italian | turkey turkish türkiye | greece greek
        denmark danish | netherlands dutch | scotland scottish | ireland irish | sweden swedish | poland polish
        switzerland swiss | wales welsh | norway norwegian
    """.replace("\n", "|").split("|")
    if line.strip()
    for first, *forms in [line.split()]
    for form in forms
}  # fmt: skip

# Frequent words that news English renders otherwise than the dictionary does.
_ALSO = {
    "表示": "say", "指出": "say", "认为": "believe think say", "称": "say", "先生": "mr", "女士": "ms mrs",
    "获得": "win", "取得": "win achieve", "比赛": "game race", "选手": "player", "旅游": "tourist",
    "公布": "release", "开始": "start begin", "方面": "side", "发布": "announce launch", "进入": "enter go",
    "目前": "now", "举行": "hold", "开展": "carry conduct", "美元": "$", "人员": "people worker", "报道": "report",
    "记者": "reporter", "公司": "group inc corp", "造成": "leave", "提供": "give", "接受": "undergo take",
    "行为": "act", "介绍": "say", "人民币": "yuan", "采取": "take", "希望": "want", "双方": "side two",
    "夫妇": "couple", "参加": "attend join", "项目": "program event", "服务": "serve", "带来": "bring",
    "事件": "case", "工作": "job", "引发": "spark raise", "下降": "fall drop decline", "上涨": "rise",
    "增长": "grow rise", "孩子": "kid", "民众": "people public",
}  # fmt: skip

# Words that English says by grammar, by a pronoun or not at all.
_LIGHT_WORDS = """
    我们 你们 他们 她们 它们 咱们 自己 本人 大家 这些 那些 这个 那个 这种 那种 这样 那样 这里 那里 这位 那位 这次
    此次 本次 本届 这是 那是 就是 还是 也是 都是 而是 但是 可是 不是 是否 并且 而且 以及 或者 因此 所以 因为 由于
    如果 虽然 尽管 对于 关于 至于 为了 随着 根据 按照 通过 经过 作为 成为 具有 拥有 没有 还有 只有 所有 有所 之一
    之后 之前 之间 其中 其他 其它 其实 进行 可以 可能 能够 应该 应当 必须 需要 不会 不能 无法 已经 正在 曾经 一直
    一些 一个 一次 一种 一位 一名 一家 一样 一定 一起 一旦 非常 十分 如何 怎么 什么 为何 如此 同时 此外 另外 然而
    不过 不仅 不但 并不 并未 来自 位于 属于 等等 从而 以来 以后 以前 以上 以下 左右 目前 当时 当中 期间 时候 方面
    情况 感到 看到 得到 受到 遭到 达到 得以 予以 加以 给予 出现 发生 存在 产生 令人 使得 看来 而言 来说 来讲 的话
    任何 各种 各个 有关 相关 针对 截至 中的 有的 多么 那么 这么 还要 只是 只能 只要 甚至 尤其 特别 更加 越来越 其间
    尚未 均为 分别 于是 接着 然后 最后 终于 仍然 依然 有些 有人 某些 每个 毕竟 无论 不管 除了 除非 即使 哪怕 本来
    原来 似乎 大概 大约 大量 大多 多数 部分 人们 自从 此前 此后 将会 将要 即将 会有 便是 正是 当然 确实 的确 实在
    反而 却是 一般 一切 一度 全部 整个 之中 里面 上面 下面 以外 之外 由此 为此 对此 在此 据此 据悉 起来 才能 都会
    到了 有着 有了 也就是 更是 这不 在内 带有 在于 上都 一下 多个 不到 并非 以便 正如 是非 就此 应有 可通 日至 这就
    真是 大多数 大部分 有可能 做到 做出 作出 比如 例如 来到 变得 此类 始终 看看 不要 不得不 不已 随后 往往 在下 里人
    一道 自身 届时 用于 恐怕 或许 完全 不了 不在 个儿 在位 以此 出自 没有什么 有一些 不知 不对 不用 一点 一块 旨在
    比较 现年 前往 与其 所在 超过 一下子 这时 那时 此时 这一 那一 这一点 不少 许多 很多 有时 还会 也会 就要 就会
    才会 能否 可否 何时 为止 出来 出去 过来 过去 上来 下来 下去 回来 十一 十二 二十 三十 年代 月份 年前 年后 日前
    近日 近期 今后 不再 不断 从未 个人
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """A short form that the inflections and most derivations of an English word share: announced, announcement."""
    word = word.lower()
    word = _SAME.get(word) or _SAME.get(word.removesuffix("s"), word)
    return _DOUBLED.sub(r"\1", _ENDINGS.sub("", word))[:_LETTERS]


@lru_cache(maxsize=4)  # several guards ask it of one sentence
def stems(english: str) -> tuple[tuple[str, int], ...]:
    """The stems of the content words of a text and where these start, in order."""
    return tuple((part, start) for part, _, start in english_words(english))


@lru_cache(maxsize=4)
def english_words(english: str) -> tuple[tuple[str, str, int], ...]:
    """The content words of a text: stem, word and where it starts, in order.

    A word in capitals is one, whatever it spells (US, IT).
    """
    return tuple(
        (stem(found[0]), found[0], found.start())
        for found in _ENGLISH.finditer(english)
        if found[0].lower() not in _COMMON or (found[0].isupper() and len(found[0]) > 1)
    )


class Lexicon:
    """The dictionary as the guards ask it; answers are remembered."""

    def __init__(
        self,
        dictionary: Dictionary,
        learnt: Mapping[str, Usage] | None = None,
        vectors: Vectors | None = None,
    ) -> None:
        """`learnt` and `vectors` take the place of those that ship, which are read when first asked for."""
        self._dictionary = dictionary
        self._learnt = learnt
        self._vectors = vectors
        self.vector = lru_cache(maxsize=8_192)(self._vector)
        self.words = lru_cache(maxsize=4)(self._words)
        self.meanings = lru_cache(maxsize=65_536)(self._meanings)
        self.definitions = lru_cache(maxsize=65_536)(self._definitions)
        self.content = lru_cache(maxsize=16)(self._content)  # several guards ask it of one sentence
        self.explained = lru_cache(maxsize=16)(self._explained)

    def _content(self, source: str) -> list[tuple[int, int]]:
        """Where the words of two characters or more that English must somehow say are in a Chinese text, in order."""
        return [place for run in _RUN.finditer(source) for place in self._cut(source, *run.span())]

    def _explained(self, source: str) -> set[str]:
        """The stems that any word or single character of a Chinese text may account for."""
        words = {source[start:end] for start, end in self.content(source)}
        light = {source[at : at + 2] for at in range(len(source) - 1)} & _LIGHT
        return set().union(*map(self.meanings, {*words, *light, *source}))

    def longest(self, text: str, start: int, end: int) -> int:
        """How many characters the longest headword of at least two in `text[start:end]` has that begins there, or 0."""
        has = self._dictionary.has
        return next((n for n in range(min(_LONGEST, end - start), 1, -1) if has(text[start : start + n])), 0)

    def _definitions(self, word: str) -> tuple[str, ...]:
        """What the dictionary says of a headword, without what stands in brackets."""
        return tuple(
            _ASIDE.sub(" ", definition)
            for entry in self._dictionary.look_up(word)
            for definition in entry.definitions
            if not definition.startswith("classifier:")
        )

    def _words(self, source: str) -> list[tuple[int, int]]:
        """Where the words of a Chinese text are, by longest match, single characters among them, in order."""
        spans = []
        for run in _RUN.finditer(source):
            at, end = run.span()
            while at < end:
                size = max(1, self.longest(source, at, end))
                spans.append((at, at + size))
                at += size
        return spans

    @property
    def vectors(self) -> Vectors:
        return self._vectors or shipped()

    def _vector(self, word: str) -> Vector:
        return self.vectors.chinese(word, self.meanings(word))

    def usage(self, word: str) -> Usage:
        return (usages() if self._learnt is None else self._learnt).get(word, UNKNOWN)

    def _meanings(self, word: str) -> frozenset[str]:
        """The stems of all that a headword may mean, a name's sound among them; empty for what is no headword."""
        found = {part for definition in self.definitions(word) for part, _ in stems(definition)}
        found.update(map(stem, _ALSO.get(word, "").split()))
        found.update(
            stem("".join(entry.pinyin).translate(_NO_TONES)) for entry in self._dictionary.look_up(word) if entry.proper
        )
        return frozenset(found | self.usage(word).also) if found else frozenset()

    def _cut(self, text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
        while at < end - 1:
            size = self.longest(text, at, end)
            if size > 1 and (word := text[at : at + size]) not in _LIGHT and self.meanings(word):
                yield at, at + size
            at += max(1, size)
