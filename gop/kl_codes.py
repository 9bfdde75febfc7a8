"""KL's codes for the §140 report (KLGatewayRehab 2.2.0, CareSocialCodes): facts, ours to theirs."""

from gop.enums import EndCode, GeneralLevel, HoldReason, PlanType

KL_SYSTEM = "http://fhir.kl.dk/term/CodeSystem/CareSocialCodes"

TYPE_CODE: dict[PlanType, str] = {
    PlanType.GENERAL_TRAINING: "ffd81f78-352e-4589-a195-5350dd1df2a4",
    PlanType.SPECIALISED_TRAINING: "0c8e2bfc-1350-45d1-90da-c07e2645d073",
    PlanType.SPECIALIST_REHABILITATION: "83c89857-8fb8-4163-97b1-eb1a56345c29",
}

LEVEL_CODE: dict[GeneralLevel, str] = {
    GeneralLevel.BASIC: "8b962281-2ab6-4b10-9c91-4bac592d6d49",
    GeneralLevel.ADVANCED: "b679c454-2da2-46dd-9425-0e52d4aa2bf3",
}

HOLD_CODE: dict[HoldReason, str] = {
    HoldReason.POSTPONED: "a8632e22-bf0c-4f5a-92a7-70977ba104d5",
    HoldReason.FREE_CHOICE: "3796fa11-305f-47d6-b164-45b05489afb2",
    HoldReason.FREE_CHOICE_DECLINED: "46a6bc1f-bfe8-4390-a71f-44ad4a384b9d",
    HoldReason.OTHER_MUNICIPALITY: "f64b8f5e-8ced-4a8b-ab73-8994fb524915",
    HoldReason.SENT_IN_ERROR: "8ac7be88-5d16-4dbd-a61a-ab02673f4b34",
}

_EVENT = "82e99421-31da-4915-96ed-168ccfa1d20c"

# Cancellation codes. A completed, replaced or moved case is no cancellation and has none;
# sent-in-error ends stand in END_STATUS_REASON.
END_CODE: dict[EndCode, str] = {
    EndCode.NO_NEED_CITIZEN: "4bbf6d6a-a1c6-41c2-b8c1-7352b7378adf",
    EndCode.NO_NEED_PROFESSIONAL: "a63b6aa6-7d56-4e67-a5b3-d73f6d262af5",
    EndCode.DECLINED: "3a5a72b7-addf-4857-b80c-04e4246e3072",
    EndCode.DECLINED_ILLNESS: "0cd5734d-b663-47c6-a3da-6b14a937d144",
    EndCode.DECLINED_TRANSPORT_COST: "f8436c2e-af1c-44fe-939d-473b518dd01d",
    EndCode.DECLINED_TRANSPORT_LOGISTICS: "8371b769-4bfb-4ac8-b130-d91c54784a56",
    EndCode.DECLINED_OTHER_TRAINING: "a3f2bd01-078b-486e-81be-797d192ad7bd",
    EndCode.EVENT: _EVENT,
    EndCode.NO_SHOW: "ef491570-7884-4acd-bcf7-43d6b2c64762",
    EndCode.DEAD: _EVENT,
}

END_STATUS_REASON: dict[EndCode, str] = {
    EndCode.RETURNED: HOLD_CODE[HoldReason.SENT_IN_ERROR],
    EndCode.WITHDRAWN: HOLD_CODE[HoldReason.SENT_IN_ERROR],
}
