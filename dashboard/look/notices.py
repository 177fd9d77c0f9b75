"""What holds for every page, in words: whose figures these are, and what is invented; it knows no page."""

EXAMPLE, ANOTHER = "Voorbeeld.", "Andere gemeente."


def invented(owner: str) -> str:
    """What is real and what is not, in an example; owner: the name of the municipality whose agenda it is."""
    return f"De cijfers zijn echt; de normen, partners en interventies zijn verzonnen en niet door {owner} vastgesteld."


def of_another(name: str, owner: str) -> str:
    """Of a municipality that is a guest: what of it there is, and what is the owner's."""
    return f"U ziet de cijfers van {name}. Normen en interventies zijn van {owner}: die staan hier niet bij."
