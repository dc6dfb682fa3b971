"""Notes that cite a work, in whatever form, and notes that cite none."""

from __future__ import annotations

import pytest

from ponarscite.note.citing import cites_work


@pytest.mark.parametrize(
    "text",
    [
        "Michael Patrick Dennis, “Attitudes in Transition: Chechen Refugees and the Politics of "
        "Violence” (PhD diss., University of Texas at Austin, 2011).",
        "Applebaum, A. (2017). Red Famine: Stalin’s War on Ukraine. London: Allen Lane.",
        "See PONARS Eurasia Policy Memos Nos. 443 and 444.",
        "Гельман В. Я. Из огня да в полымя: российская политика после СССР. СПб.: БХВ-Петербург, 2013. С. 45.",
        "Hale, Henry E. Patronal Politics. New York: Cambridge University Press, 2015.",
        "Hale, Patronal Politics, New York: CUP, 2015",
        "Vadim Medvedev, V kommande Gorbacheva (Moscow: Bylina, 1994), p. 22; and Aleksandr "
        "Iakovlev, Sumerki (Moscow: Materik, 2003), pp. 369-70.",
        "Rival Visions of Parsimony. International Studies Quarterly 63(3): 707-16.",
        "See also Ann Lee, “The Far Bank,” unpublished manuscript, 2014.",
        "“The Far Bank,” Example Newsroom, https://example.org/a",
        "Lee, Ann. 2019. “The far bank.” Review of Banks 3.",
        "Lee, A. & Kim, B. (2019, May 3). The far bank of the river. Example.",
        "CESifo Working Paper No. 4512 (2013).",
        "Петров Н. Выборы // Коммерсантъ. 2012. № 3. С. 4–5.",
        "Ibid., 4; Vadim Medvedev, V kommande (Moscow: Bylina, 1994), p. 22.",
        "R. Lee, Post-Raft Russia (New York, 2000).",
        "OECD. (2022). Rebuilding Banks by Reinforcing Governance. Paris: OECD Publishing.",
    ],
)
def test_a_note_cites_a_work(text: str) -> None:
    assert cites_work(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ibid.",
        "Ibid., 4.",
        "Junisbai, “Authoritarian Learning,” 3.",
        "Hale (2015), 45.",
        "See Hale 2015, p. 3.",
        "Author’s interview with an official, Moscow, May 2015.",
        "Interview with N. Petrov, “Echo of Moscow,” May 12, 2015.",
        "A helpful timeline of the events of January 2022 can be found here in English and Russian.",
        "In 2014, Putin called the collapse “the greatest geopolitical catastrophe” of the century.",
        "“Russia is not Ukraine,” Putin said in 2004.",
        "The data cover the years 1999–2012 and 83 regions; 45–67 observations were dropped.",
        "The “Far Bank” program began in 2014 and ended in 2019.",
        "I thank Ann Lee for her comments.",
        "See note 3.",
        "Supra note 12.",
        "The law was passed on May 12, 2015 (see the text at https://example.org).",
        "These figures are from the Ministry of Finance for 2014.",
        "In Russian, the word “Rodina” means motherland.",
        "The survey was conducted in Moscow: Levada asked 1,600 people in 2012.",
        "Percentages do not add up to 100.",
        "The so-called “Foreign Agents Law” was adopted in 2012.",
        "For more on this, see our earlier memo.",
        "The “Law on Rafts,” which was adopted in 2012, changed this.",
        "“United Russia” won 49 percent in 2011.",
        "The party “Fair Russia” (2006) is no more.",
        "Hale, Patronal Politics, 45.",
        "See Hale, Patronal Politics, p. 45; Lee, “Rafts,” 12.",
        "",
    ],
)
def test_a_remark_or_a_short_form_cites_none(text: str) -> None:
    assert not cites_work(text)


@pytest.mark.parametrize(
    "text", ["Aa Aa ", "Lee, A. ", "“Aa Aa” 2", "Working Paper 12 ", "12 (3) ", "// – ", "PhD ", "2012 "]
)
def test_a_long_note_is_looked_at(text: str) -> None:
    assert cites_work(text * 2_000) in (True, False)
