"""Codes of an assessment that ends without a plan at the municipality (RN 2019 sections 2.2 and 5.1.1)."""

from accounts.choices import Choice


class WithoutOutcome(Choice):
    """How it ended. Only a refused sending has a plan, which the patient alone keeps."""

    NO_NEED = "intet_behov", "Vurderet, intet behov for genoptræning"
    DECLINED = "oensker_ikke_plan", "Patienten ønsker ingen genoptræningsplan"
    NOT_SENT = "afviser_afsendelse", "Patienten vil ikke have planen sendt"
    REFERRED = "henvist", "Henvist til vurdering på bopælsregionens sygehus"


class ToldWithout(Choice):
    """What the patient was told."""

    ASSESSED = "vurderet", "at behovet er vurderet, og hvad vurderingen viste"
    IN_SUMMARY = "epikrise", "at det står i journalen og i epikrisen til egen læge"
    NO_PUBLIC_TRAINING = "ingen_traening", "at kommunen ikke kan begynde genoptræning uden en plan"
    NO_BASIS = "intet_grundlag", "at kommunen uden planen ikke har grundlag for et tilbud"
    GP_UNAWARE = "laege_uden_plan", "at egen læge uden planen ikke kan bruge den i den videre behandling"
    MAY_CHANGE_MIND = "kan_ombestemme", "hvem der kan kontaktes, hvis behovet eller ønsket ændrer sig"
    REFERRAL = "henvisning", "at regionens sygehus vurderer behovet, og at det er gratis"
