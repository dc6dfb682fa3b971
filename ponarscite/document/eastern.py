"""Bytes of Chinese, Japanese or Korean text without a declared encoding -> the encoding, by what is frequent in them.

Almost any pair of high bytes is a character in several of these encodings, so validity tells little; only the right
reading consists of frequent characters. Source: the levels of GB 2312, Big5, JIS X 0208 and KS X 1001, whose first
halves hold the usual characters; published lists of the most frequent characters of each language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

SAMPLE = 4096  # bytes
LEAST = 0.45
"""The mean of a reading that is believed; real text has 0.6 and more, a wrong reading 0.3 at most."""
MARGIN = 0.1
"""Two readings whose means differ by less are equally good."""

_SIMPLIFIED = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种"
    "事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公"
    "此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回"
    "特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何"
    "电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白"
    "却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导"
    "争运料习研究历史分析理影响育技管环境河流域城农村模型方法评价应用计构程征机策制企市融律际战略安改革创组织语言文艺哲"
    "宗族政俄罗欧亚苏联乌兰刊论硕士博版京海江浙武汉湖广东福建川省县投稳增长效率均衡测验证据综述进展状现代早晚近初末期世"
    "纪朝明清唐宋元汉王李张刘陈杨赵黄周吴徐孙胡朱林何郭梁郑谢韩冯董程曹袁邓许沈曾彭吕卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田姜"
    "范石姚谭邹熊陆孔崔康毛秦顾孟龙段钱汤伟芳娜敏静丽磊洋勇艳杰娟涛超秀霞刚桂英华红志国晓春玉兰云峰飞鹏文波宇辉健明生"
    "林森草植动物土壤气候雨雪风沙山脉岛海洋湖泊洪旱灾害污染质量监测遥感信息网络数字智能算法优化控制材料化工药医疗健康病"
)
_TRADITIONAL_FORMS = (
    "这這个個们們来來为為国國时時说說会會对對过過发發后後里裡种種经經么麼学學现現当當没沒动動还還进進样樣从從实實军軍"
    "无無与與长長机機关關点點业業将將两兩间間问問并並应應战戰头頭体體见見产產制製话話给給门門儿兒东東声聲员員论論处處义義"
    "几幾认認条條气氣题題尔爾别別变變总總电電数數报報结結务務场場计計资資许許统統区區队隊决決马馬书書则則听聽达達强強难難"
    "权權设設记記类類据據边邊张張该該规規万萬觉覺术術领領确確传傳师師观觀让讓识識带帶导導争爭运運习習历歷响響环環农農评評"
    "价價构構征徵际際组組织織语語艺藝宗宗罗羅欧歐亚亞苏蘇联聯乌烏兰蘭硕碩汉漢广廣县縣稳穩长長测測验驗证證综綜状狀纪紀刘劉"
    "陈陳杨楊赵趙黄黃吴吳孙孫郑鄭谢謝韩韓冯馮邓鄧吕呂卢盧蒋蔣贾賈叶葉钟鐘范範谭譚邹鄒陆陸顾顧龙龍钱錢汤湯伟偉静靜丽麗艳豔"
    "杰傑涛濤刚剛华華红紅晓曉云雲飞飛鹏鵬辉輝壤壤脉脈岛島灾災污汙监監遥遙网網优優医醫药藥疗療创創务務员員"
)
"""Simplified and traditional form of each of these characters, one after the other."""
_KANJI = (
    "日一国会人年大十二本中長出三同時政事自行社見月分議後前民生連五発間対上部東者党地合市業内相方四定今回新場金員九入"
    "選立開手米力学問高代明実円関決子動京全目表戦経通外最言氏現理調体化田当八六約主題下首意法不来作性的要用制治度務強気小"
    "七成期公持野協取都和統以機平総加山思家話世受区領多県続進正安設保改数記院女初北午指権心界支第産結百派点教報済書府活原"
    "先共得解名交資予川向際査勝面委告軍文反元重近千考判認画海参売利組知案道信策集在件団別物側任引使求所次水半品昨論計死官"
    "増係感特情投示変打男基私各始島直両朝革価式確村提運終挙果西勢減台広容必応演電歳住争談能無再位置企真流格有疑口過局少放税"
    "検藤町常校料沢裁状工建語球営空職証土与急止送援供可役構木割聞身費付施切由説転食比難防補車優夫研収断井何南石足違消境神番"
    "規術護展態導鮮備宅害配副算視条幹独警宮究育席輸訪楽起万着乗店述残想線率病農州武声質念待試族象銀域助労例衛然早張映限親額"
    "監環験追審商葉義伝働形景落欧担好退準賞訴辺造英被株頭技低毎医復仕去姿味負閣韓渡失移差衆個門写評課末守若脳極種美岡影命含"
    "福蔵量望松非撃佐核観察整段横融型白深字答夜製票況音申様財港識注呼渉達鈴木中村佐藤高橋渡辺伊山口斎清森池橋史江戸昭和郎雄恵彦介之助浩司健一博樹裕"
)
_HANGUL = (
    "이다의는에고하을가은지를기한사로서리어도자나대인라아시정그스있수부과해전일게들제보주장상여만모내소무원조오구면국유동"
    "공성연비선세우신미안관경문생회위중당학교민실화계분방물러니치석적발개것까마바차카타파각간갈감강같거건걸검겨격견결고곡골"
    "광교군권규균극근글금급길김나난날남너네년념노논농높누는늘능님단달담답당더던데독돈돌되된될두드득든등디따때또락란람랑래략"
    "량런레려력련령례록론료류륙률른름린림립마막말망맞매머먹메며명목못문및박반받밝방배백버번벌범법베변별병복본북불비빛산살삼"
    "새색생설섬소속손송수숙순술습승식심십아악안않알암압양야약어억언업없었역열영예온올와완외요용우운울월육율으음응입작잘잡재쟁"
    "저절점접져족존종좋주준줄증직진질집째차착참창책처천철청체초촌총최추축출충취측층친침크큰클키탄태터테토통투특티판패편평포폭"
    "표품풍프피필학할함합항핵행향허험혁현협형호혼확환활황획효후훈희히최박김윤임한조신권황송홍유전류"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read bytes as text of a language.

    Args:
        encoding: its name in Python.
        name: its name for people.
        weight: the weight of a letter that is not ASCII: 1 for a frequent one, less for others, below 0 for one that
            hardly occurs in the language.
    """

    encoding: str
    name: str
    weight: Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Found:
    """The best reading of some bytes: its encoding, and the names of those that are as good; "" for none."""

    encoding: str = ""
    rivals: tuple[str, ...] = ()


@cache
def _frequent() -> Mapping[str, frozenset[str]]:
    forms = dict(zip(_TRADITIONAL_FORMS[::2], _TRADITIONAL_FORMS[1::2], strict=True))
    traditional = {forms.get(character, character) for character in _SIMPLIFIED}
    return {
        "simplified": frozenset(_SIMPLIFIED),
        "traditional": frozenset(traditional),
        "kanji": frozenset(_KANJI),
        "hangul": frozenset(_HANGUL),
    }


def _is_han(letter: str) -> bool:
    return "一" <= letter <= "\u9fff"


def _level(letter: str, encoding: str, last: int) -> float:
    """0.3 for a character of the first level of an encoding, whose last lead byte is given; -0.6 for a rare one."""
    try:
        lead = letter.encode(encoding)[0]
    except UnicodeEncodeError:
        return -0.6
    return 0.3 if lead <= last else -0.6


def _chinese(kind: str, encoding: str, last: int) -> Callable[[str], float]:
    def weight(letter: str) -> float:
        if letter in _frequent()[kind]:
            return 1
        return _level(letter, encoding, last) if _is_han(letter) else -1

    return weight


def _japanese(letter: str) -> float:
    if "\u3041" <= letter <= "\u30fe" or letter in _frequent()["kanji"]:
        return 1
    return _level(letter, "shift_jis", 0x97) if _is_han(letter) else -0.8


def _korean(letter: str) -> float:
    if letter in _frequent()["hangul"]:
        return 1
    if "\uac00" <= letter <= "\ud7a3":
        return _level(letter, "euc_kr", 0xC8) - 0.2
    return -0.6 if _is_han(letter) else -1


READINGS = (
    Reading("gb18030", "GBK", _chinese("simplified", "gb2312", 0xD7)),
    Reading("big5hkscs", "Big5", _chinese("traditional", "big5", 0xC6)),
    Reading("cp932", "Shift-JIS", _japanese),
    Reading("euc_jp", "EUC-JP", _japanese),
    Reading("cp949", "EUC-KR", _korean),
)

_LETTER = re.compile(r"[^\x00-\x7f\u3000-\u3040\u30fb\uff00-\uff60\u2010-\u203f\u00b7]")
"""A letter that tells the language: no ASCII, no punctuation of East Asia, no full-width form."""

_RUSSIAN = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжОАИНСВПКМРТ")
_CYRILLIC = ("cp1251", "koi8-r")
_WESTERN = frozenset("éèêëàâäáãåçüöóòôõøñíìîïúùûßæœÉÈÀÁÄÅÇÜÖØÑŠšžŽýþðÞÐ’‘“”–—…•«»€©®°§ ")
_RUN = re.compile(rb"[\x80-\xff]+")


def read_eastern(content: bytes) -> Found:
    """The best of READINGS for the bytes; `Found()` where Russian or a Western text fits them as well or better."""
    start = next((match.start() for match in _RUN.finditer(content)), 0)
    sample = content[max(0, start - 16) : start + SAMPLE]
    means = sorted(((_mean(sample, one), one) for one in READINGS), key=lambda pair: -pair[0])
    (best, reading), *others = means
    if best < max(LEAST, _russian(sample) + MARGIN, _western(sample) + MARGIN):
        return Found()
    text = _decoded(sample, reading.encoding)
    rivals = [one.name for mean, one in others if best - mean < MARGIN and _decoded(sample, one.encoding) != text]
    return Found(reading.encoding, (reading.name, *rivals) if rivals else ())


def _decoded(sample: bytes, encoding: str) -> str:
    """The text of a sample, whose last character may be cut; "" where the bytes are not valid."""
    for end in (len(sample), -1, -2, -3):
        try:
            return sample[:end].decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _mean(sample: bytes, reading: Reading) -> float:
    """The mean weight of the letters; -1 where there are fewer than two."""
    letters = _LETTER.findall(_decoded(sample, reading.encoding))
    return sum(map(reading.weight, letters)) / len(letters) if len(letters) > 1 else -1


def _russian(sample: bytes) -> float:
    """The share of high bytes that are frequent Russian letters, less the capitals inside words, in the better of two
    encodings.
    """
    return max(_russian_in(sample, encoding) for encoding in _CYRILLIC)


def _russian_in(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, "replace")
    letters = [character for character in text if character > "\x7f" and character not in "«»–—“”’№ "]
    odd = len(re.findall("[а-яё][А-ЯЁ]", text))
    return (sum(letter in _RUSSIAN for letter in letters) - 2 * odd) / len(letters) if letters else 0


def _western(sample: bytes) -> float:
    """The share of high bytes that are accented letters and quotes of Western texts, one or two at a time."""
    total = count = 0
    for run in _RUN.findall(sample):
        text = run.decode("cp1252", "replace")
        count += len(text)
        total += sum(character in _WESTERN for character in text) if len(text) <= 3 else 0
    return total / count if count else 0
