"""An office's settings and mapping with most of what they can say."""

MAPPING = """registers:
  志工:
    - {sheet: [志工, 甲隊], file: "*.csv", columns: {代號: 志工編號, 時數: 繼續教育時數, 備註: 不讀取}}
  美沙冬收案:
    columns: {個案編號: 個案編號, 收案日: 新收日期}
    values:
      結案原因: {往生: 死亡, 轉走: 轉院}
  不讀取:
    sheet: 說明
"""
OFFICE_YAML = """# 本機關的設定
plan: mohw-113
report: 期末
jurisdiction: 高雄市
year: 113
as_of: 113-12-31
only: [3.3, "4.7"]
strict: false
mapping: 對應.yaml
password_env: PASSWORD
quiet: false
"""
