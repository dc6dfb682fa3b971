"""Connecting words: what stands between the fields of a citation without a value of its own."""

from __future__ import annotations

from typing import Final

CONNECTING: Final = frozenset(
    (
        # English
        "pg w orig live google scholar presentation interview joint appendix dissertation revised citation host "
        "a access accessed advance ahead al also an and annual archive archived article articles as at autumn "
        "available blog by ch chair chairs chap chapter cit cited cloth co-author co-authored co-authors coauthor "
        "coauthored coauthors coll colleagues commissioned comp compiled conjunction d date db dir diss "
        "dissertation doi download downloaded draft e-book ebook ed ed.s edited edition editor editors edn eds "
        "english et etc f fall ff file for foreword forthcoming french from full german guest held her here his "
        "http https id idem ii in index internet intro introduced introduction isbn iss issn issue its kindle "
        "last link magazine media modified n n.d n.p n.s nd newspaper no nos note notes nr nrs number numbers of "
        "on on-line online only open or original others p page pages paper paperback papers par part pdf ph phd pmid "
        "pp preface prepared preprint presented print printed pub publ publication published rd read red "
        "reference report reprint reprinted retrieved review russ russian s.v sec section see ser series spec "
        "special spring ssrn st summer suppl supplement text th the their thesis this through to trans transl "
        "translated translation translator translators type ukrainian under university unpublished untitled "
        "updated url urn v version viewed visited vol vol.s vols volume volumes web webpage website winter with "
        "word work working working-paper www year "
        # German
        "abruf abgerufen hier ders stand überarb "
        "abgerufen am auf aufgerufen aufl auflage aus band bd bde bearb bei dt eingesehen erschienen geprüft h heft "
        "herausgegeben hg hgg hrsg im jahrgang jg letzter nummer online-ausgabe s seite seiten sp u und unter "
        "verfügbar vom von zit zugegriffen zugriff zuletzt übers übersetzt "
        # French, Spanish, Portuguese, Italian
        "acceso accesso accès acessado acesso cahier chez consultado consulté consultée coord dans de des "
        "direction disp disponible disponível du e el em en l la le les ligne num numéro n° nº nᵒ núm núms o pág "
        "página páginas s.l sous sur t tome trad traduit y à éd édition édité éds "
        # Russian, Ukrainian
        "англ бібліогр в вид вип вып выпуск від відп г гг гл глав год голов д-р дата доп доступ доступа доступно "
        "доступу др друк електронний журнал з за загл звернення и из изд издание ил им испр ист к кн книга кол л "
        "газета м на наук науч нем номер обращение обращения отв офіц п пер перевод перегляду перераб по под предисл "
        "прим примеч проф під раздел ред редактор редакцией редакция режим ресурс ресурсы рос рук с сб свободный "
        "сер серия см со сост станом статья стр страница т та табл також текст том тт ті у уклад укр ун-т фр ч "
        "часть экрана электрон электронный іл ін № "
    ).split()
)
"""Words in lower case and without a full stop at the end."""
