"""What the page 'Hoe vaak hadden we gelijk?' says beside its counts; pure text."""

NOTHING_KEPT = "We hebben nog niets bewaard. Dat gebeurt na de volgende verversing."
REPLAYED = "Deze uitspraken zijn later gemaakt, toen de uitkomst al bekend was. Ze zeggen dus minder dan wat vooraf is bewaard."
HOW_REPLAYED = (
    (
        "We doen alsof er bij elk vroeger cijfer een norm kwam die even ver weg lag als de norm van nu, met evenveel jaren te"
        " gaan. Daarna oordelen we met de regels van nu, elk jaar tot het normjaar, met alleen de cijfers tot dat jaar."
    ),
    (
        "Dit is mooier dan het toen geweest zou zijn: de cijfers zijn zoals we ze nu kennen, en de regels zijn gekozen met"
        " zulke cijfers."
    ),
)
OUTCOMES = (
    (
        "We tellen wat we zeiden over een norm waarvan het jaar nog moest komen. De uitkomst is het definitieve cijfer van dat"
        " jaar, naast de norm zoals die toen was. Een norm die later verandert, verandert de telling niet."
    ),
    "Dezelfde uitspraak telt één keer, tot er een nieuwer cijfer is. De eerste keer telt.",
    (
        "Soms komt er geen uitkomst: er is geen cijfer over het normjaar, er wordt anders geteld, of het cijfer verdwijnt uit de"
        " agenda. Hoe vaak dat zo is, staat er dan bij."
    ),
)
WITHOUT_OUTCOME = (
    (
        "Een lijn, een opvallend cijfer, een vergelijking en het effect van een aanpak gaan over wat er al is. Daar komt later"
        " geen cijfer van dat ze goed of fout maakt. Die tellen we niet."
    ),
    "Ook wat we zeggen over een norm zonder jaar tellen we niet: elk nieuw cijfer beantwoordt die vraag opnieuw.",
    "Een norm die met anderen meebeweegt, tellen we ook niet: we geven er geen kans bij, en waar hij komt, weten we niet.",
)
