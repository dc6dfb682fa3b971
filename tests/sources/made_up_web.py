"""A made-up web: 22 houses, each with pages in a shape of its own, as a crawler would have found them.

Every house has numbered publications, and pages that are none. All names and texts are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from tests.sources.archives import response

FILLER = (
    "<p>Nobody in the two harbours had kept a ledger, and those who remembered the tolls remembered them differently, "
    "which is why this text counts the boats rather than the coins.</p>"
)


@dataclass(frozen=True, slots=True)
class Work:
    """A numbered publication.

    Args:
        kind: what its house calls it: "Policy Brief".
        authors: family names.
        month: of its date, and `day`; 0 where the page does not print it.
    """

    kind: str
    number: int
    title: str
    names: tuple[str, ...]
    year: int
    month: int
    day: int

    @property
    def families(self) -> tuple[str, ...]:
        """Family names of the authors."""
        return tuple(name.rpartition(" ")[2] for name in self.names)

    @property
    def iso(self) -> str:
        """Its date: "2014-05-06"."""
        return f"{self.year}-{self.month:02}-{self.day:02}"

    @property
    def words(self) -> str:
        """Its date: "May 6, 2014"."""
        return f"{MONTHS[self.month - 1]} {self.day}, {self.year}"

    @property
    def byline(self) -> str:
        """Its authors: "Ann Lee and Bo Lind"."""
        return " and ".join(self.names)


MONTHS = "January February March April May June July August September October November December".split()
PEOPLE = (
    "Ada Brück",
    "Bo Lindqvist",
    "Chiara Fosso",
    "Dmytro Kanal",
    "Eszter Gát",
    "Farid Ponte",
    "Gro Elv",
    "Hana Brod",
)
THINGS = ("Ferries", "Locks", "Weirs", "Dykes", "Barges", "Canals", "Bridges", "Quays", "Buoys", "Moles", "Sluices")


def work(kind: str, place: int, n: int) -> Work:
    """The n-th publication of the house at a place."""
    names = (PEOPLE[(place + n) % 8], PEOPLE[(place + 3 * n + 1) % 8])
    thing, other = THINGS[place % 11], THINGS[(place + n + 1) % 11]
    title = f"{thing} without {other}: What the {place + 30} Harbours of Case {n} Forgot"
    return Work(
        kind, 10 * n + place % 7 + 1, title, names[: 1 + n % 2], 2008 + (place + n) % 9, 1 + (place + n) % 12, 3 + n
    )


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is served."""

    path: str
    content: bytes
    media_type: str = "text/html; charset=utf-8"


Shape = Callable[[str, str, Work], Page]
"""(house, host, work) -> the page of the work."""


def page(path: str, text: str, media_type: str = "text/html; charset=utf-8", charset: str = "utf-8") -> Page:
    return Page(path, text.encode(charset, "xmlcharrefreplace"), media_type)


def wordpress(house: str, host: str, one: Work) -> Page:
    address = f"https://{host}/{one.year}/{one.month:02}/{one.kind.lower().replace(' ', '-')}-{one.number}/"
    names = ", ".join(f'{{"@type": "Person", "name": "{name}"}}' for name in one.names)
    return page(
        address,
        f"""<!DOCTYPE html><html lang="en-US"><head><title>{one.title} - {house}</title>
<link rel="canonical" href="{address}"><meta property="og:title" content="{one.title} - {house}">
<meta property="og:site_name" content="{house}"><meta property="article:published_time" content="{one.iso}T09:00:00+00:00">
<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{{"@type": "Article", "headline":
"{one.title}", "author": [{names}], "datePublished": "{one.iso}T09:00:00+00:00"}}]}}</script>
<meta name="generator" content="WordPress 5.8"></head><body class="post-template single single-post">
<article class="post"><header><p class="entry-series">{one.kind} No. {one.number}</p><h1 class="entry-title">{one.title}</h1>
<p class="byline">By {one.byline}</p><time datetime="{one.iso}">{one.words}</time></header>{FILLER * 3}</article>
<aside><h2>Recent posts</h2><ul><li><a href="/x/">Another matter</a></li></ul></aside></body></html>""",
    )


def drupal(house: str, host: str, one: Work) -> Page:
    return page(
        f"http://{host}/node/{100 + one.number}",
        f"""<!DOCTYPE html><html lang="en" dir="ltr"><head><title>{one.title} | {house}</title>
<meta name="Generator" content="Drupal 7 (http://drupal.org)"><link rel="shortlink" href="/node/{100 + one.number}"></head>
<body class="html node-type-publication"><h1 class="page__title">{one.title}</h1>
<div class="field field-name-field-series"><div class="field-label">Series:&nbsp;</div><div class="field-item">
{one.kind} {one.number}</div></div><div class="field field-name-field-author"><div class="field-label">Author:&nbsp;</div>
<div class="field-item">{one.byline}</div></div><div class="field field-name-field-date"><div class="field-label">Date:&nbsp;
</div><span class="date-display-single">{one.words}</span></div>{FILLER * 2}</body></html>""",
    )


def joomla(house: str, host: str, one: Work) -> Page:
    return page(
        f"http://{host}/index.php?option=com_content&view=article&id={one.number}",
        f"""<html xml:lang="en-gb" lang="en-gb"><head><base href="http://{host}/" /><meta name="author" content="Super User" />
<meta name="generator" content="Joomla! - Open Source Content Management" /><title>{one.title}</title></head><body>
<div class="item-page" itemscope itemtype="https://schema.org/Article"><h2 itemprop="headline">{one.title}</h2>
<dl class="article-info"><dd class="createdby">Written by <span itemprop="name">{one.byline}</span></dd>
<dd class="published"><time datetime="{one.iso}T10:00:00+02:00" itemprop="datePublished">Published: {one.day:02}
{MONTHS[one.month - 1]} {one.year}</time></dd><dd class="hits">Hits: {one.number * 97}</dd></dl>
<div itemprop="articleBody"><p>{house} {one.kind} no. {one.number}</p>{FILLER}</div></div></body></html>""",
    )


def static(house: str, host: str, one: Work) -> Page:
    return page(
        f"http://{host}/papers/wp{one.number:02}.htm",
        f"""<HTML><HEAD><TITLE>{house}: {one.kind} #{one.number}</TITLE></HEAD><BODY BGCOLOR="#FFFFFF"><CENTER>
<FONT SIZE="+1">{house}</FONT><BR><B>{one.kind} No. {one.number}</B><H2>{one.title}</H2><I>{one.byline}</I><BR>
{MONTHS[one.month - 1]} {one.year}</CENTER><HR>{FILLER * 2}<A HREF="index.htm">Back</A></BODY></HTML>""",
        "text/html",
    )


def pdf(house: str, host: str, one: Work) -> Page:
    from reportlab.pdfgen.canvas import Canvas

    made = BytesIO()
    canvas = Canvas(made, invariant=1)
    canvas.setTitle("Microsoft Word - final2.doc")
    lines = ((house, 12), (f"{one.kind} No. {one.number}", 12), (one.title, 18), (one.byline, 12), (one.words, 11))
    for place, (text, size) in enumerate(lines):
        canvas.setFont("Helvetica", size)
        canvas.drawString(60, 760 - 36 * place, text.encode("latin-1", "replace").decode("latin-1"))
    canvas.showPage()
    canvas.save()
    return Page(f"https://{host}/files/brief_{one.number}.pdf", made.getvalue(), "application/pdf")


def json_ld(house: str, host: str, one: Work) -> Page:
    people = ", ".join(f'{{"@type": "Person", "name": "{name}"}}' for name in one.names)
    return page(
        f"https://{host}/publications/{one.number}",
        f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Publications</title>
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "Report", "name": "{one.title}",
"reportNumber": "{one.kind} {one.number}", "author": [{people}], "datePublished": "{one.iso}",
"publisher": {{"@type": "Organization", "name": "{house}"}}}}</script></head><body><div id="root"></div></body></html>""",
    )


def rdfa(house: str, host: str, one: Work) -> Page:
    authors = "".join(
        f'<span property="author" typeof="Person"><span property="name">{n}</span></span>, ' for n in one.names
    )
    return page(
        f"https://{host}/r/{one.number}",
        f"""<html lang="en"><head><title>{house}</title></head><body vocab="https://schema.org/" typeof="Report">
<h1 property="name">{one.title}</h1><p>{authors} <time property="datePublished" content="{one.iso}">{one.words}</time></p>
<p>{one.kind} <span property="reportNumber">{one.number}</span></p>{FILLER}</body></html>""",
    )


def microdata(house: str, host: str, one: Work) -> Page:
    authors = "".join(
        f'<span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">{n}</b></span> '
        for n in one.names
    )
    return page(
        f"https://{host}/m/{one.number}",
        f"""<html lang="en"><head><title>{one.title} – {house}</title></head><body itemscope
itemtype="https://schema.org/Report"><h1 itemprop="name">{one.title}</h1><div>{authors}</div>
<meta itemprop="datePublished" content="{one.iso}"><span itemprop="reportNumber">{one.number}</span>
<p>{one.kind} {one.number}</p>{FILLER}</body></html>""",
    )


def highwire(house: str, host: str, one: Work) -> Page:
    authors = "".join(f'<meta name="citation_author" content="{name}">' for name in one.names)
    return page(
        f"https://{host}/handle/1/{one.number}",
        f"""<html><head><title>{one.title}</title><meta name="citation_title" content="{one.title}">{authors}
<meta name="citation_publication_date" content="{one.iso.replace("-", "/")}">
<meta name="citation_technical_report_institution" content="{house}">
<meta name="citation_technical_report_number" content="{one.kind} {one.number}"></head><body>{FILLER}</body></html>""",
    )


def dublin_core(house: str, host: str, one: Work) -> Page:
    authors = "".join(f'<meta name="DC.creator" content="{name}" />' for name in one.names)
    return page(
        f"https://{host}/dc/{one.number}.html",
        f"""<html lang="en"><head><title>{house} - Library</title><link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">
<meta name="DC.title" content="{one.title}" />{authors}<meta name="DC.date" content="{one.iso}" />
<meta name="DC.publisher" content="{house}" /><meta name="DC.type" content="Text" /></head><body><h1>{one.title}</h1>
<p>In: {one.kind}, No. {one.number}</p>{FILLER}</body></html>""",
    )


def oai(house: str, host: str, one: Work) -> Page:
    authors = "".join(f"<dc:creator>{name}</dc:creator>" for name in one.names)
    return page(
        f"https://{host}/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:{host}:{one.number}",
        f"""<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord><record>
<header><identifier>oai:{host}:{one.number}</identifier></header><metadata><oai_dc:dc
xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{one.title}
</dc:title>{authors}<dc:date>{one.iso}</dc:date><dc:relation>{one.kind} {one.number}</dc:relation></oai_dc:dc></metadata>
</record></GetRecord></OAI-PMH>""",
        "text/xml; charset=utf-8",
    )


def asp(house: str, host: str, one: Work) -> Page:
    rows = {
        "Title:": one.title,
        "Author(s):": "; ".join(one.names),
        "Series:": one.kind,
        "Number:": str(one.number),
        "Date of publication:": f"{one.month}/{one.day}/{one.year}",
        "Pages:": "24",
    }
    cells = "".join(f"<tr><td class=lbl><b>{name}</b></td><td>{text}</td></tr>" for name, text in rows.items())
    return page(
        f"http://{host}/detail.asp?lngID={one.number}&lang=en",
        f"<html><head><title>{house}</title></head><body><table width=600>{cells}</table>{FILLER}</body></html>",
        "text/html; charset=iso-8859-1",
        "latin-1",
    )


def windows_1251(house: str, host: str, one: Work) -> Page:
    title = f"Паромы и шлюзы: что забыли гавани случая {one.number}"
    return page(
        f"http://{host}/zapiski/{one.number}.html",
        f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>{title}</title></head>
<body><p>Аналитическая записка № {one.number}</p><h1>{title}</h1><p>Иван Примеров</p><p>{one.day} марта {one.year} г.</p>
<p>{"Никто в этих двух гаванях не вёл счетов, и каждый помнил пошлины по-своему. " * 4}</p></body></html>""",
        "text/html; charset=windows-1251",
        "windows-1251",
    )


def application(house: str, host: str, one: Work) -> Page:
    return page(
        f"https://{host}/#/paper/{one.number}".replace("#/", "app/"),
        f"""<!doctype html><html><head><meta charset=utf-8><title>{house}</title></head><body><noscript>You need to enable
JavaScript to run this app.</noscript><div id="app"></div><script src="/main.{one.number}.js"></script></body></html>""",
    )


def printed(house: str, host: str, one: Work) -> Page:
    return page(
        f"http://{host}/print.php?id={one.number}",
        f"""<html><head><title>Print version</title><meta name="robots" content="noindex"></head><body onload="window.print()">
<p>{house} | {one.kind} No. {one.number} | {one.words}</p><h1>{one.title}</h1><p><b>{one.byline}</b></p>{FILLER}
<p>Printed from http://{host}/papers/{one.number} on 12/24/2016</p></body></html>""",
    )


def amp(house: str, host: str, one: Work) -> Page:
    people = ", ".join(f'{{"@type": "Person", "name": "{name}"}}' for name in one.names)
    return page(
        f"https://{host}/{one.number}/amp/",
        f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8"><title>{one.title}</title>
<link rel="canonical" href="https://{host}/{one.number}/"><script type="application/ld+json">{{"@context":
"http://schema.org", "@type": "NewsArticle", "headline": "{one.title}", "author": [{people}], "datePublished":
"{one.iso}T00:00:00Z", "publisher": {{"@type": "Organization", "name": "{house}"}}}}</script></head><body>
<h1>{one.title}</h1><p>{one.kind} #{one.number}</p>{FILLER}</body></html>""",
    )


def feed(house: str, host: str, one: Work) -> Page:
    return page(
        f"https://{host}/feed-{one.number}.xml",
        f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{house}</title>
<link>https://{host}/</link><item><title>{one.title}</title><link>https://{host}/p/{one.number}</link><pubDate>Mon,
{one.day:02} {MONTHS[one.month - 1][:3]} {one.year} 10:00:00 +0000</pubDate><dc:creator>{one.names[0]}</dc:creator>
<description>{one.kind} {one.number}</description></item></channel></rss>""",
        "application/rss+xml",
    )


def frames(house: str, host: str, one: Work) -> Page:
    return page(
        f"http://{host}/{one.number}/default.htm",
        f"""<html><head><title>{house} {one.kind} {one.number}</title></head><frameset cols="20%,80%"><frame src="menu.htm">
<frame src="text.htm"><noframes><body>Your browser shows no frames.</body></noframes></frameset></html>""",
    )


def blog(house: str, host: str, one: Work) -> Page:
    return page(
        f"http://{host}/{one.year}/{one.month:02}/{one.number}.html",
        f"""<html lang="en"><head><meta content="blogger" name="generator"><title>{house}: {one.title}</title></head><body>
<div class="post hentry"><h2 class="date-header">{one.words}</h2><h3 class="post-title entry-title">{one.title}</h3>
<div class="post-body"><p>This is {one.kind} {one.number} in our series.</p>{FILLER}</div><div class="post-footer">Posted by
<span class="fn">{one.names[0]}</span> at <abbr class="published" title="{one.iso}T10:00:00">10:00 AM</abbr></div></div>
<div id="comments"><p>Bob said... Policy Brief No. 999 was better!</p></div></body></html>""",
    )


def wiki(house: str, host: str, one: Work) -> Page:
    return page(
        f"http://{host}/wiki/{one.kind.replace(' ', '_')}_{one.number}",
        f"""<html lang="en"><head><title>{one.kind} {one.number} - {house}</title><meta name="generator" content="MediaWiki 1.27">
</head><body class="mediawiki"><h1 id="firstHeading">{one.kind} {one.number}</h1><div id="mw-content-text"><p>
<b>{one.title}</b> is a publication by {one.byline} of {MONTHS[one.month - 1]} {one.year}.</p>{FILLER}</div>
<div id="footer">This page was last modified on 4 July 2017, at 12:00.</div></body></html>""",
    )


def repository(house: str, host: str, one: Work) -> Page:
    authors = "".join(
        f'<meta name="eprints.creators_name" content="{n.rpartition(" ")[2]}, {n.rpartition(" ")[0]}" />'
        for n in one.names
    )
    return page(
        f"https://{host}/{one.number * 7}/",
        f"""<html><head><title>{one.title} - {house}</title><meta name="eprints.title" content="{one.title}" />{authors}
<meta name="eprints.type" content="monograph" /><meta name="eprints.date" content="{one.iso}" />
<meta name="eprints.publisher" content="{house}" /><meta name="eprints.number" content="{one.number}" />
<meta name="eprints.series" content="{one.kind}" /></head><body><h1>{one.title}</h1>{FILLER}</body></html>""",
    )


def text_file(house: str, host: str, one: Work) -> Page:
    return page(
        f"http://{host}/txt/{one.number}.txt",
        f"{house}\n\n{one.kind} No. {one.number}\n\n{one.title}\n\n{one.byline}\n\n{one.words}\n\n"
        + "Nobody in the two harbours had kept a ledger, and those who remembered the tolls remembered them otherwise.\n"
        * 3,
        "text/plain; charset=utf-8",
    )


def sequel(one: Work) -> Work:
    """Another work of its house, which the list alone names."""
    return replace(one, number=one.number + 1, title=f"More {one.title}")


def list_page(house: str, host: str, one: Work) -> Page:
    rows = "".join(
        f'<li>{w.byline}, “<a href="/{w.number}.pdf">{w.title}</a>,” {w.kind} No. {w.number}, {w.words}</li>'
        for w in (one, sequel(one))
    )
    title = f"<title>Publications | {house}</title>"
    return page(
        f"https://{host}/publications/?page={one.number}",
        f"<html lang=en><head>{title}</head><body><h1>Publications</h1><ul>{rows}</ul></body></html>",
    )


SHAPES: Mapping[str, Shape] = {
    "wordpress": wordpress,
    "drupal": drupal,
    "joomla": joomla,
    "static": static,
    "pdf": pdf,
    "json-ld": json_ld,
    "rdfa": rdfa,
    "microdata": microdata,
    "highwire": highwire,
    "dublin core": dublin_core,
    "oai": oai,
    "asp": asp,
    "windows-1251": windows_1251,
    "application": application,
    "print": printed,
    "amp": amp,
    "feed": feed,
    "frames": frames,
    "blog": blog,
    "wiki": wiki,
    "repository": repository,
    "text": text_file,
    "list": list_page,
}
KINDS = ("Policy Brief", "Working Paper", "Policy Memo", "Discussion Paper", "Occasional Paper", "Analysis")
HOUSES = (
    "Harbour Institute",
    "Lagoon Centre for Trade",
    "Delta Forum",
    "Estuary House",
    "Tidewater Council",
    "Inlet Group",
)


@dataclass(frozen=True, slots=True)
class House:
    """A house with a site of one shape."""

    shape: str
    name: str
    host: str
    works: tuple[Work, ...]

    def pages(self) -> Iterator[Page]:
        """Its pages: the works, and some that are none."""
        for one in self.works:
            yield SHAPES[self.shape](self.name, self.host, one)
        yield page(
            f"https://{self.host}/", f"<title>{self.name}</title><h1>Welcome</h1><p>Latest: {self.works[0].title}</p>"
        )
        yield page(f"https://{self.host}/about", f"<title>About - {self.name}</title><h1>About us</h1>{FILLER}")
        yield page(f"https://{self.host}/robots.txt", "User-agent: *\nDisallow: /private\n", "text/plain")


def houses(count: int = 3, turn: int = 0) -> list[House]:
    """The houses, each with *count* works; *turn* changes what they call them."""
    return [
        House(
            shape,
            f"{HOUSES[n % 6]} {chr(65 + n)}",
            f"{shape.replace(' ', '-')}.example",
            tuple(work(KINDS[(n + turn) % 6], n, number) for number in range(1, count + 1)),
        )
        for n, shape in enumerate(SHAPES)
    ]


def crawl(found: Sequence[House]) -> list[bytes]:
    """The records of a crawl of all houses, in turn as crawlers go."""
    waiting = [house.pages() for house in found]
    records = []
    while waiting:
        for pages in tuple(waiting):
            if one := next(pages, None):
                records.append(response(one.path, one.content, media_type=one.media_type))
            else:
                waiting.remove(pages)
    return records
