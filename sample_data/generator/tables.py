"""Every register of the sample office as raw texts by canonical header, in the order of the contract."""

from . import casework, evidence, medical, planning, prevention, protection
from .faults import Tables, plant

# 安置結案 is left out: 2.11.2 has no data.
MAKERS = {
    "學校清冊": prevention.schools,
    "家長研習場次": prevention.parent_workshops,
    "涉毒學生": prevention.student_drug_cases,
    "春暉離校個案": prevention.counselling_leavers,
    "離校追蹤": prevention.leaver_followups,
    "兒少通報": protection.child_reports,
    "家支社工": protection.family_workers,
    "家屬團體": protection.family_groups,
    "家屬團體成員": protection.family_group_members,
    "家屬前後測": protection.family_assessments,
    "本部教育訓練": protection.ministry_trainings,
    "追蹤輔導個案": casework.cases,
    "追蹤輔導紀錄": casework.contacts,
    "求職服務": protection.job_seekers,
    "安置機構": protection.placement_institutions,
    "治療機構": medical.treatment_institutions,
    "美沙冬收案": medical.methadone_admissions,
    "緩起訴個案": medical.deferred_prosecutions,
    "替代治療個案": medical.substitution_patients,
    "主責局處": planning.bureaus,
    "跨局處會議": planning.meetings,
    "經費": planning.funding,
    "人力清冊": planning.staff,
    "講習個案": planning.lecture_cases,
    "講習場次": planning.lecture_sessions,
    "志工": planning.volunteers,
    "尿液採驗": planning.urine_tests,
    "罰鍰案件": planning.fines,
    "佐證清冊": evidence.evidence,
    "填報數據": evidence.figures,
}


def make_tables() -> Tables:
    """The facts of the sample office, faults included: what is later written in dress."""
    return plant({title: make() for title, make in MAKERS.items()})
