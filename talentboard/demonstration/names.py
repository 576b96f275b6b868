"""People who do not exist: names as they are met in England's hospitals, made up."""

import re
import unicodedata

from faker import Faker

from .chance import dice

# Given names and surnames that go together; the en_GB ones come from Faker.
FAMILIES = (
    ("Anjali Rohan Meera Sunil Kavita Vikram Deepa Arun", "Raman Bhatt Desai Iyer Nair Mistry Chaudhary Rao"),
    ("Ngozi Chidi Folake Emeka Adaeze Tunde Ifeoma Kwame", "Okafor Adeyemi Balogun Eze Mensah Asante Nwosu Boateng"),
    ("Farah Imran Samira Tariq Nadia Yusuf Leila Omar", "Siddiqui Malik Rahman Aziz Qureshi Haddad Mirza Farouk"),
    ("Siobhán Cillian Niamh Pádraig Aoife Eoin", "Ó Briain Ní Dhónaill O’Keeffe Mac Giolla McGrath Hegarty"),
    ("Zoë André Renée José Søren Małgorzata Jürgen Beyoncé", "Müller García Łukasik Brontë Núñez Ångström Sørensen"),
    ("Mei Wei Jun Xiu Hao Lian", "Chen Leung Tan Zhang Wong Liu"),
    ("Rhiannon Gethin Angharad Emyr Cerys Owain", "Pryce Llewellyn Bevan Probert Gwilym Mostyn"),
)
ONE_WORD = ("Suryadi", "Thiruvalluvan", "Wahyuni", "Meenakshi", "Pelumi", "Anandi", "Kavindra")
LONG = (
    "Alexandrina Wilhelmina Featherstonehaugh-Cholmondeley-Marjoribanks",
    "Oluwatobiloba Ayomikunle Emmanuel Adebayo-Olorunfemi",
    "Venkatanarasimharajuvaripeta Lakshmi Subramaniam Krishnamoorthy",
    "Bartholomew Montgomery Fitzwilliam-Throckmorton de Courcy",
)
NOT_TAKEN_APART = str.maketrans("łŁøØ", "lLoO")  # one letter each, not a letter with a mark


class People:
    """Names that do not repeat, the same for the same subject."""

    def __init__(self, *about: object) -> None:
        self.dice = dice("people", *about)
        self.fake = Faker("en_GB")
        self.fake.seed_instance("/".join(map(str, about)))
        self.known: set[str] = set()

    def name(self) -> str:
        """A name that nobody here has yet."""
        while (name := self.drawn()) in self.known:
            pass
        self.known.add(name)
        return name

    def drawn(self) -> str:
        chance = self.dice.random()
        if chance < 0.006:
            return self.dice.choice(ONE_WORD)
        if chance < 0.01:
            return self.dice.choice(LONG)
        given, surname = self.of_a_family() if chance < 0.3 else (self.fake.first_name(), self.fake.last_name())
        if self.dice.random() < 0.06:
            surname = f"{surname}-{self.fake.last_name()}"
        return f"{given} {surname}"

    def of_a_family(self) -> tuple[str, str]:
        given, surnames = self.dice.choice(FAMILIES)
        particles = re.findall(r"(?:Ó|Ní|Mac) \S+|\S+", surnames)
        return self.dice.choice(given.split()), self.dice.choice(particles)


def mailbox(name: str, number: int = 1) -> str:
    """What stands before the @ of somebody's made-up address: "siobhan.obriain", the second one "siobhan.obriain.2"."""
    letters = unicodedata.normalize("NFKD", name.translate(NOT_TAKEN_APART)).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z ]", "", letters.lower()).split()
    ends = words if len(words) < 2 else [words[0], words[-1]]
    return ".".join([*ends, *([str(number)] if number > 1 else [])])
