"""Names of months and seasons in many languages, as dates print them.

Source: the terms of the CSL locales, with the genitives and the other common words of these languages. A word that two
languages use for different months ("listopad") stands for none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_MONTHS = """
january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct
november/nov december/dec;
januar/jänner februar/feber märz/mrz april mai juni juli august september oktober/okt november dezember/dez;
janvier/janv février/févr/fevrier/fev mars avril/avr mai juin juillet/juil/juill août/aout septembre octobre novembre
décembre/déc/decembre;
enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre octubre noviembre diciembre/dic;
gennaio/gen febbraio marzo aprile maggio/mag giugno/giu luglio/lug agosto settembre/set ottobre/ott novembre dicembre;
janeiro fevereiro março/marco abril maio junho julho agosto setembro outubro/out novembro dezembro;
xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro;
gener febrer març abril maig juny juliol agost setembre octubre novembre desembre/des;
ianuarie/ian februarie martie aprilie mai iunie/iun iulie/iul august septembrie octombrie noiembrie decembrie;
januari februari maart/mrt april mei juni juli augustus september oktober november december;
januarie februarie maart april mei junie julie augustus september oktober november desember;
januari februari mars april maj juni juli augusti september oktober november december;
januar februar marts april maj juni juli august september oktober november december;
januar februar mars april mai juni juli august september oktober november desember;
janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember;
tammikuu/tammikuuta helmikuu/helmikuuta maaliskuu/maaliskuuta huhtikuu/huhtikuuta toukokuu/toukokuuta
kesäkuu/kesäkuuta heinäkuu/heinäkuuta elokuu/elokuuta syyskuu/syyskuuta lokakuu/lokakuuta marraskuu/marraskuuta
joulukuu/joulukuuta;
jaanuar/jaan veebruar/veebr märts aprill mai juuni juuli august september oktoober november detsember/dets;
janvāris februāris marts aprīlis maijs jūnijs/jūn jūlijs/jūl augusts septembris oktobris novembris decembris;
sausis/sausio vasaris/vasario kovas/kovo balandis/balandžio gegužė/gegužės birželis/birželio liepa/liepos
rugpjūtis/rugpjūčio rugsėjis/rugsėjo spalis/spalio lapkritis/lapkričio gruodis/gruodžio;
styczeń/stycznia luty/lutego marzec/marca kwiecień/kwietnia/kwi maj/maja czerwiec/czerwca/cze lipiec/lipca
sierpień/sierpnia wrzesień/września/wrz październik/października/paź listopad/listopada grudzień/grudnia/gru;
leden/ledna únor/února březen/března duben/dubna květen/května červen/června červenec/července srpen/srpna září
říjen/října listopad/listopadu prosinec/prosince;
január február marec/marca apríl/apríla máj/mája jún/júna júl/júla august september október november december;
siječanj/siječnja veljača/veljače ožujak/ožujka travanj/travnja svibanj/svibnja lipanj/lipnja srpanj/srpnja
kolovoz/kolovoza rujan/rujna listopad/listopada studeni/studenoga prosinac/prosinca;
januar februar mart april maj jun jul avgust/avg septembar oktobar novembar decembar;
januar februar marec april maj junij julij avgust september oktober november december;
január/jan február/febr március/márc április/ápr május/máj június/jún július/júl augusztus szeptember/szept október
november december;
ocak şubat/şub mart nisan mayıs haziran temmuz ağustos/ağu eylül/eyl ekim kasım aralık;
yanvar fevral mart aprel may iyun iyul avqust/avgust sentyabr oktyabr noyabr dekabr;
urtarrila otsaila martxoa apirila maiatza ekaina uztaila abuztua iraila urria azaroa abendua;
januari februari maret april mei juni juli agustus september oktober november desember;
январь/января/янв февраль/февраля/фев/февр март/марта/мар апрель/апреля/апр май/мая июнь/июня/июн июль/июля/июл
август/августа/авг сентябрь/сентября/сент/сен октябрь/октября/окт ноябрь/ноября/нояб/ноя декабрь/декабря/дек;
січень/січня лютий/лютого березень/березня квітень/квітня травень/травня червень/червня липень/липня серпень/серпня
вересень/вересня жовтень/жовтня листопад/листопада грудень/грудня;
студзень/студзеня люты/лютага сакавік/сакавіка красавік/красавіка май/мая чэрвень/чэрвеня ліпень/ліпеня жнівень/жніўня
верасень/верасня кастрычнік/кастрычніка лістапад/лістапада снежань/снежня;
януари февруари март април май юни юли август септември октомври ноември декември;
јануар фебруар март април мај јун/јуни јул/јули август септембар октобар новембар децембар;
қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан;
ιανουάριος/ιανουαρίου φεβρουάριος/φεβρουαρίου μάρτιος/μαρτίου απρίλιος/απριλίου μάιος/μαΐου ιούνιος/ιουνίου
ιούλιος/ιουλίου αύγουστος/αυγούστου σεπτέμβριος/σεπτεμβρίου οκτώβριος/οκτωβρίου νοέμβριος/νοεμβρίου
δεκέμβριος/δεκεμβρίου;
იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი;
հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր;
يناير فبراير مارس أبريل/ابريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر;
ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר;
"""
"""The months of each language, January first, up to a semicolon; spellings of one month stand between slashes."""

_SEASONS = """
spring summer autumn/fall winter;
frühjahr/frühling sommer herbst winter;
printemps été automne hiver;
primavera verano otoño/otono invierno;
primavera estate autunno inverno;
primavera verão/verao outono inverno;
primavera estiu tardor hivern;
primăvara/primăvară vara/vară toamna/toamnă iarna/iarnă;
lente/voorjaar zomer herfst/najaar winter;
lente somer herfs winter;
vår/våren sommar/sommaren höst/hösten vinter/vintern;
forår/foråret sommer efterår/efteråret vinter;
vår sommer høst/høsten vinter;
kevät kesä syksy talvi;
kevad suvi sügis talv;
pavasaris vasara ruduo žiema;
pavasaris vasara rudens ziema;
wiosna/wiosny lato/lata jesień/jesieni zima/zimy;
jaro léto podzim zima;
jar leto jeseň zima;
proljeće ljeto jesen zima;
proleće leto jesen zima;
pomlad poletje jesen zima;
tavasz nyár ősz tél;
ilkbahar/bahar yaz sonbahar/güz kış;
весна/весны лето/лета осень/осени зима/зимы;
весна/весни літо/літа осінь/осені зима/зими;
пролет лято есен зима;
άνοιξη καλοκαίρι φθινόπωρο χειμώνας;
"""
"""The seasons of each language, spring first."""


def _places(rows: str) -> Mapping[str, int]:
    """Word -> its place in the rows, from 1; without words that have several places."""
    found: dict[str, set[int]] = {}
    for word, place in _words(rows):
        found.setdefault(word, set()).add(place)
    return {word: places.pop() for word, places in found.items() if len(places) == 1}


def _words(rows: str) -> Iterator[tuple[str, int]]:
    for row in rows.split(";"):
        for place, words in enumerate(row.split(), 1):
            yield from ((word, place) for word in words.split("/"))


MONTH_OF = _places(_MONTHS)
"""Name or abbreviation of a month in lower case -> 1 to 12."""

SEASON_OF = _places(_SEASONS)
"""Name of a season in lower case -> 1 to 4."""
