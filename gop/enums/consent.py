"""The five consents of a plan, each answered on its own (model.md section 3)."""

from accounts.choices import Choice


class ConsentKind(Choice):
    PLAN = "plan", "Der udarbejdes en genoptræningsplan"
    MUNICIPALITY = "kommune", "Planen sendes til bopælskommunen"
    GP = "egen_laege", "Kopi sendes til egen læge"
    PERFORMING_HOSPITAL = "udfoerende_sygehus", "Planen sendes til det udførende sygehus"
    FORWARDING = "videresendelse", "Planen sendes videre til valgt leverandør eller kommune"


class ConsentAnswer(Choice):
    GIVEN = "givet", "Givet"
    REFUSED = "afslaaet", "Afslået"
    WITHDRAWN = "trukket", "Trukket tilbage"


class ConsentBy(Choice):
    PATIENT = "patient", "Patienten"
    DEPUTY = "stedfortraeder", "Stedfortræder"
    PARENTS = "foraeldre", "Forældremyndighedens indehaver"


class ConsentHow(Choice):
    SPOKEN = "mundtligt", "Mundtligt"
    WRITTEN = "skriftligt", "Skriftligt"
    DIGITAL = "digitalt", "Digitalt"
