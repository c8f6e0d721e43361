"""What names look like that no dictionary has: 陈思远, 塔维."""

from __future__ import annotations

# The surnames of nine in ten Chinese, and those of two characters.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏"
    "韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘"
    "祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝封官谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
)
# Characters that foreign names are written with (after the tables of Xinhua's Names of the World's Peoples).
FOREIGN = frozenset(
    "阿埃艾爱安昂奥巴白班邦保堡鲍贝本比彼毕宾波伯博布采蔡查昌彻茨达戴丹道德邓迪蒂丁东杜敦多厄恩尔法范菲费芬丰冯夫弗福富盖甘冈戈哥格葛根古瓜圭哈海汉豪赫亨洪侯胡华"
    "怀惠霍基吉季加贾坚江杰金京居卡凯坎康考柯科克肯孔库夸昆拉莱兰朗劳勒雷里利连列林琳留柳龙隆卢鲁吕伦罗洛马玛迈麦曼芒毛梅门蒙米密缅明摩莫默姆穆纳奈南内嫩尼涅宁牛纽农"
    "努诺欧帕派潘庞佩彭蓬皮匹平珀普奇齐恰钱乔切钦琼丘屈热荣茹瑞萨塞赛桑瑟森沙尚绍舍申盛施什石史寿舒朔斯松苏孙索塔泰坦汤唐陶特滕提廷图托瓦万旺威韦维魏温文翁沃乌西希锡夏"
    "香肖谢辛欣匈休许雅亚延扬杨耶叶伊易因英永尤约扎泽曾詹章哲珍芝治朱祖佐娅娜丝莎莉妮黛琪蕾薇露姬拜顿登逊奎撒赖雍蜜佳弥拓丽凡婭馬納爾历缪斐蕾戴奈布"
)
DOUBLE = frozenset("欧阳 司马 上官 诸葛 慕容 司徒 皇甫 令狐 夏侯 公孙".split())
# What stands behind the name of a person: 王先生.
TITLES = frozenset(
    "先生 女士 小姐 太太 夫人 教授 博士 老师 教练 医生 大夫 律师 法官 记者 编辑 总 老 某 氏 经理 总裁 "
    "董事长 主任 书记 主席 总理 总统 部长 局长 处长 科长 省长 市长 县长 区长 镇长 村长 校长 院长 所长 "
    "队长 班长 师傅 警官 将军 上校 少校 中校 大人 同学 同志 首相 委员长 州长 爵士 夫妇".split()
)
# Characters that are read otherwise as the surname of a person: before a given name, or alone before a title.
READINGS = {
    "曾": "zeng1", "任": "ren2", "单": "shan4", "解": "xie4", "仇": "qiu2", "朴": "piao2", "燕": "yan1", "查": "zha1",
    "区": "ou1", "种": "chong2", "员": "yun4", "过": "guo1",
}  # fmt: skip


def is_foreign(text: str) -> bool:
    """Whether all characters are of those that foreign names are written with."""
    return bool(text) and FOREIGN.issuperset(text)


def is_chinese(text: str) -> bool:
    """Whether a word of no dictionary looks like a surname with a given name."""
    return (len(text) in (2, 3) and text[0] in _SURNAMES) or (len(text) in (3, 4) and text[:2] in DOUBLE)
