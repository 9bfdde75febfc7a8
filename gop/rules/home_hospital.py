"""Where specialised training is proposed to be: a proposal with its reason, never a choice. Values in, values out."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A department that performs specialised training. `km` from the home municipality, None when not known; `own`: of the sending hospital."""

    department: str
    name: str
    specialty: str = ""
    own: bool = False
    in_home_region: bool = False
    private: bool = False
    km: float | None = None


@dataclass(frozen=True, slots=True)
class HospitalProposal:
    """`assumption`: chosen without a source that names the department."""

    department: str
    name: str
    reason: str
    assumption: bool


def propose_hospital(
    named: tuple[Candidate, str] | None, candidates: Iterable[Candidate], specialty: str, home: str, region: str
) -> HospitalProposal | None:
    """The home hospital of a dated row (with its source); else the sending hospital's own department when it is a public one of the home
    region; else the nearest of the home region (RM 2008 section 2.1.1). None: nothing is known, and the therapist chooses.
    """
    if named:
        one, source = named
        return HospitalProposal(one.department, one.name, f"Det er hjemhospital for {home} ({source}).", assumption=False)
    fitting = [one for one in candidates if one.in_home_region and not one.private]
    own = sorted((one for one in fitting if one.own), key=lambda one: (one.specialty != specialty, one.name))
    if own:
        return HospitalProposal(
            own[0].department,
            own[0].name,
            f"Det er sygehusets egen afdeling, og sygehuset ligger i {region}, hvor patienten bor.",
            assumption=True,
        )
    near = sorted(fitting, key=lambda one: (one.km is None, one.km or 0.0, one.name))
    if not near:
        return None
    if near[0].km is None:
        reason = f"Den ligger i {region}, hvor patienten bor. Afstanden kendes ikke."
    else:
        reason = f"Den ligger nærmest {home} af afdelingerne i {region}, regnet i luftlinje mellem kommunerne."
    return HospitalProposal(near[0].department, near[0].name, reason, assumption=True)
