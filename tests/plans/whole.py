"""A plan that uses every derivation and kind of measure, so that each of its fields can be broken in one place."""

from .small import FILES, replace_once

PLAN, REGISTERS, FIRST, SECOND = FILES
KINDS, RATES = "indicators/1-03.yaml", "indicators/1-04.yaml"

_EXTRA_REGISTERS = """\
- id: contacts
  title: 追蹤
  columns:
    - {name: 個案編號, type: identifier, required: true, key: true}
    - {name: 追蹤日期, type: date, required: true, key: true}
    - {name: 方式, type: category, values: [電訪, 家訪]}
    - {name: 時數, type: number}
- id: staff
  title: 人員
  columns:
    - {name: 姓名, type: name, required: true, key: true}
    - {name: 到職日, type: date, required: true, key: true}
    - {name: 離職日, type: date}
    - {name: 異動, type: category, values: [在職, 離職]}
    - {name: 回覆, type: flag, values: [{name: 首次, aliases: [N/A]}]}
- id: money
  title: 款項
  columns:
    - {name: 縣市, type: name, required: true, key: true}
    - {name: 補助, type: money}
    - {name: 自籌, type: money}
    - {name: 下限, type: percent}
    - {name: 備註, type: text}
- id: proofs
  title: 佐證
  columns:
    - {name: 代碼, type: code, required: true, key: true}
    - {name: 項目, type: name, required: true, key: true}
    - {name: 要件, type: name}
    - {name: 說明, type: text}
- id: given
  title: 填報
  columns:
    - {name: 代碼, type: code, required: true, key: true}
    - {name: 名目, type: name, required: true, key: true}
    - {name: 數值, type: count}
    - {name: 金額, type: money}
"""

_KINDS = """\
id: "1.3"
label: 一(三)
group: 1
title: 服務
citation: {document: 說明書, place: 壹、三}
target_text: 50%
measures:
  - id: 1.3.1
    kind: ratio
    title: 服務達成率
    formula: 達成者
    subject: 人
    denominator_text: 人數
    numerator_text: 達成人數
    target:
      text: 50%
      values:
        - {from: 2024-01-01, value: 50, citation: 壹、三}
    population:
      register: admissions
      each: [個案編號]
      rows: {open_in: {opened: 收案日期, closed: 結案日期, window: period}}
      decisive: {latest: 收案日期, prefer: {column: 等級, is: 高}}
      derive:
        - counted: 採計次數
          owed: 應辦次數
          service_units:
            opened: 收案日期
            closed: 結案日期
            window: period
            unit_days: 30
            level: 等級
            owed_a_unit: {低: 1, 中: 1, 高: 2}
            contacts: {register: contacts, on: 個案編號, reads: [方式]}
            contact_date: 追蹤日期
        - {name: 首日, earliest: 收案日期}
        - {name: 滿年, plus_months: 12, plus_days: -1, date: 首日}
        - {name: 日數, days_from: 首日, to: 滿年}
        - due: 應訪
          covered: 已訪
          spans:
            start: 首日
            not_before: period
            months: 3
            times: 4
            due_in: period
            by: {register: visits, on: 個案編號}
            by_date: 訪視日期
        - {name: 總次數, total: [次數, 採計次數], less: [應辦次數]}
        - {name: 時數和, sum_related: {register: contacts, on: 個案編號, where: {column: 方式, is: 家訪}}, of: 時數}
        - {name: 半數, scaled: 總次數, by: 1/2, rounded: half_up}
        - {name: 項數, quotas: {rows: {register: contacts, on: 個案編號}, by: 方式, of: 時數, at_least: {電訪: 1, 家訪: 2}}}
        - {name: 訪數, count: {register: visits, on: 個案編號}}
      exclude:
        - reason_in: {column: 等級}
          when: {column: 日數, less_than: 0}
      keep: {column: 首日, happened: true}
      numerator:
        any:
          - {share: {of: 採計次數, over: 應辦次數, at_least: 65}}
          - {decisive_row: {column: 等級, is: 高}}
      warn:
        - {text: 次數偏多, when: {column: 總次數, at_least: 100}}
  - id: 1.3.2
    kind: ratio
    title: 訪視率
    formula: 有訪視者
    subject: 件
    denominator_text: 件數
    numerator_text: 有訪視件數
    population:
      register: admissions
      derive:
        - numerator: 追蹤人數
          denominator: 對象數
          on: 個案編號
          tally:
            register: contacts
            each: [個案編號]
            numerator: {any_row: {column: 方式, is: 家訪}}
      numerator: {column: 追蹤人數, at_least: 1}
    added:
      register: visits
      rows: {column: 訪視日期, within: period}
    breakdown:
      - {text: 沒有追蹤, when: {column: 對象數, equals: 0}}
  - id: 1.3.3
    kind: ratio
    title: 留任率
    formula: 在職滿一年者
    subject: 人
    denominator_text: 在職人數
    numerator_text: 滿一年人數
    population:
      register: staff
      each: [姓名]
      joined: {opened: 到職日, closed: 離職日, undated: {column: 異動, is: 離職}}
      derive:
        - {name: 首日, earliest: 到職日}
      keep: {any_row: {column: 離職日, happened: false}}
      numerator: {column: 首日, happened: true}
"""

_RATES = """\
id: "1.4"
label: 一(四)
group: 1
title: 款項
citation: {document: 說明書, place: 壹、四}
target_text: 高於下限
measures:
  - id: 1.4.1
    kind: difference
    title: 自籌比率
    formula: 自籌比率減下限
    subject: 元
    minuend:
      label: 比率
      population:
        register: money
        derive:
          - {name: 合計, total: [補助, 自籌]}
        numerator_sum: [自籌]
        denominator_sum: [合計]
    subtrahend:
      label: 下限
      highest: {register: money, column: 下限}
    parts: {own: minuend.自籌, whole: minuend.合計, rate: subtrahend.rate}
    part_texts: {own: 自籌}
  - id: 1.4.2
    kind: ratio
    title: 自籌
    formula: 自籌除以補助
    subject: 元
    denominator_text: 補助
    numerator_text: 自籌
    target:
      text: 不低於前期
      prior: {numerator_sum: [自籌], denominator_sum: [補助], citation: 壹、四}
    parts: {prior: prior_numerator}
    population:
      register: money
      blank_rejects: [自籌]
      numerator_sum: [自籌]
      denominator_sum: [補助]
  - id: 1.4.3
    kind: evidence
    title: 佐證
    formula: 齊備項目數
    target:
      text: 1 項
      values:
        - {from: 2024-01-01, value: 1, citation: 壹、四, jurisdictions: [甲縣]}
    applies_to: [甲縣, 乙縣]
    evidence:
      elements: [對象, 內容]
      differ: [對象, 內容]
      questioned:
        內容: {words: [官網], text: 網頁不算}
  - id: 1.4.4
    kind: count
    title: 收案數
    formula: 收案數
    unit: 件
    subject: 件
    numerator_text: 收案數
    population:
      register: admissions
      rows: {column: 收案日期, within: period}
examples:
  - title: 佐證一項
    report: final
    as_of: 113-06-30
    jurisdiction: 甲縣
    registers:
      proofs: |
        代碼 | 項目 | 要件 | 說明
        1.4.3 | 甲案 | 對象 | 學生
    expect:
      1.4.3: {numerator: 0}
"""

_SETTINGS = """\
evidence: {register: proofs, code: 代碼, item: 項目, element: 要件, text: 說明}
figures: {register: given, code: 代碼, name: 名目, value: 數值, numerator: 分子, denominator: 分母}
jurisdictions: [甲縣, 乙縣]
"""

WHOLE = {
    **FILES,
    PLAN: FILES[PLAN] + _SETTINGS,
    REGISTERS: replace_once(FILES[REGISTERS], "[低, 中, 高]}", "[低, 中, 高]}\n    - {name: 說明文字, type: text}")
    + _EXTRA_REGISTERS,
    KINDS: _KINDS,
    RATES: _RATES,
}
