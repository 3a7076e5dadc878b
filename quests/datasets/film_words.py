"""Words that reviews of films are made of: glue, what is talked about, praise and blame."""

from __future__ import annotations


def _words(spaced: str) -> list[str]:
    return spaced.split()


GLUE = _words("""
the and a of to is in it i this that was as for with but on his are he have be one all at by an who they from
so like or just about out if has what some there more when very up no my even would she which only had see
their were can me than we been much get because into first how do her will most other well also them two then
make could any after think people being where did many know over does him such way your why every too while
these should back now never here still off again before through us few those own though another both against
around during since without perhaps almost once yet however upon between nearly each rather whether until
along within
""")
"""Roughly in the order of how common they are in English."""

NEGATIONS = _words("not hardly isn't wasn't")

TALK = _words("""
movie film story scene time character plot actor end show life director man music role screen woman script
acting world look minute cast year part thing camera dialogue line audience star moment version book face
action job series work performance ending place house idea hour voice word title night effect family picture
friend review producer writer scenes actors characters films movies people hand town name episode sequence
reason money theme image sound shot song genre car room head kind mother father child kid son daughter brother
wife husband boy girl cinema theatre score costume sequel remake original trailer premiere opening middle
studio budget viewer critic rental ticket seat
""")

PRAISE = _words("""
great good best love excellent wonderful loved perfect beautiful amazing brilliant superb enjoyed favorite fun
fantastic touching enjoyable terrific masterpiece highly recommend gem moving powerful charming delightful
hilarious memorable outstanding classic beautifully brilliantly perfectly enjoy liked strong subtle
unforgettable heartwarming stunning gripping witty clever fascinating refreshing captivating marvelous
magnificent splendid flawless genuine rewarding warm tender honest sincere graceful inspired inventive
original thrilling lovely rich deep intelligent treat joy treasure triumph delight applause breathtaking
haunting vivid compelling engaging entertaining underrated remarkable solid fine sweet poignant timeless
superbly wonderfully finest greatest happy impressive surprising
""")

BLAME = _words("""
bad worst boring awful waste terrible poor stupid worse dull horrible lame poorly crap ridiculous annoying
pointless avoid mess supposed nothing unfortunately disappointing disappointment wooden predictable laughable
cheap badly fails pathetic weak garbage unfunny tedious clumsy mediocre unwatchable dreadful lousy clichéd
shallow empty bland slow forgettable unconvincing ridiculously painful embarrassing silly amateurish sloppy
rubbish insult disaster failed trite contrived forced flat lifeless messy confusing incoherent senseless
idiotic nonsense uninspired tiresome tired dumb ugly irritating worthless flop regret yawn asleep sadly
mercifully barely wasted walked refund overlong overrated stale hollow stilted atrocious abysmal miserable
drivel fake
""")

GENRES = {
    "horror": _words(
        "horror ghost blood scream dark fear vampire zombie monster haunted cellar knife curse creature scary"
    ),
    "comedy": _words(
        "comedy joke laugh humor slapstick gag banana neighbor wedding sketch parody cousin prank laughter pie"
    ),
    "western": _words(
        "western sheriff horse saloon outlaw ranch desert duel cattle train bandit saddle frontier gun dust"
    ),
    "romance": _words("romance kiss heart letter paris couple summer beach wedding flower love rain piano dance café"),
    "war": _words("war soldier battle army general trench bomb tank enemy captain front bridge medal regiment peace"),
    "space": _words(
        "space alien robot planet ship future galaxy laser science captain rocket star moon machine android"
    ),
    "crime": _words(
        "crime detective murder police gangster case killer clue prison bank robbery lawyer alley suspect trial"
    ),
    "musical": _words(
        "musical song dance singer stage piano broadway chorus orchestra melody tap dress rehearsal curtain band"
    ),
    "documentary": _words(
        "documentary interview history footage archive narrator facts nature camera ocean village truth research"
    ),
    "animation": _words(
        "animation cartoon drawn mouse princess dragon castle toy kids rabbit magic forest wizard colors fairy"
    ),
    "sport": _words("sport team coach boxing game match season player training ring goal champion stadium race final"),
    "history": _words(
        "king queen empire castle sword century crown palace court knight throne costume duke revolution crowd"
    ),
}
"""What films of a genre speak of."""
