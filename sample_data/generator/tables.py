"""Every register of the sample office as raw texts by canonical header, in the order of the contract."""

from . import casework, duty_registers, evidence, medical, planning, prevention, protection, staff_registers
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


FURTHER_MAKERS = {
    "特定人員月報": duty_registers.listed_months,
    "快篩試劑採購": duty_registers.rapid_tests,
    "訪查紀錄": duty_registers.visit_items,
    "治療人員": duty_registers.treatment_staff,
    "非指定機構輔導": duty_registers.other_institutions,
    "補助申撥": duty_registers.subsidy_claims,
    "補助方案經費": duty_registers.subsidy_budget,
    "社安網會議": duty_registers.safety_net_meetings,
    "人力評核": staff_registers.staff_reviews,
    "實習清冊": staff_registers.internships,
    "資源連結": duty_registers.resource_links,
    "出監轉銜會議": duty_registers.release_meetings,
    "個案轉銜": staff_registers.case_transfers,
    "品質抽查": staff_registers.quality_checks,
    "帳號清查": staff_registers.account_reviews,
    "專線諮詢": staff_registers.hotline,
    "訓練紀錄": staff_registers.trainings,
    "個案報告": staff_registers.case_reports,
    "補助經費核定表": staff_registers.funding_table,
    "補助員額": staff_registers.staffing_table,
}


def make_further_tables(tables: Tables) -> Tables:
    """The registers that no measure reads, made for the others: their persons, institutions and staff."""
    return {title: make(tables) for title, make in FURTHER_MAKERS.items()}
