"""A bureau with a secret planted in every field that is not for the public.

A secret is a code such as `QS07`: no other text contains it, and it survives in a PDF's text.
"""

OPEN_TITLES = ("采用的信息", "退回三次的信息", "修改中的信息", "联合的信息")

SECRETS = {
    "Submission.title": "QS01",
    "Submission.body": "QS02",
    "Submission.note": "QS03",
    "Submission (its id)": "qs04",
    "Submission.title, withdrawn": "QS05",
    "Submission.body, withdrawn": "QS06",
    "Submission.note, withdrawn": "QS07",
    "Withdrawal.reason": "QS08",
    "Submission.body, being revised": "QS09",
    "Submission.body, refused": "QS10",
    "Author.name": "QS11",
    "Author.landline": "QS12",
    "Author.mobile": "QS13",
    "SignOff.name": "QS14",
    "SignOff.opinion": "QS15",
    "SignOff.name, of the head": "QS16",
    "Return.reason": "QS17",
    "Return.reason, of a refused item": "QS18",
    "Instruction.note": "QS19",
    "Adoption.note, of a private item": "QS20",
    "Adoption (its id), of a private item": "qs21",
    "Commission.title": "QS22",
    "Commission.note": "QS23",
    "Commission.note, of a public one": "QS24",
    "Commission (its id)": "qs25",
    "Duty.title": "QS26",
    "Duty.note": "QS27",
    "Duty.note, of a public one": "QS28",
    "Duty (its id)": "qs29",
    "ManualEntry.reason": "QS30",
    "ManualEntry.signer": "QS31",
    "ManualEntry.signer, of a public one": "QS32",
    "ManualEntry (its id)": "qs33",
    "Bulletin.title": "QS34",
    "Bulletin.text": "QS35",
    "Bulletin.number": "9036",
    "Bulletin.recipients": "QS37",
    "Bulletin.cc": "QS38",
    "Annex.title": "QS39",
    "Bulletin (its id)": "qs40",
    "CorrespondentRegistry.title": "QS41",
    "CorrespondentRegistry.remark": "QS42",
    "Correspondent.name": "QS43",
    "Correspondent.post": "QS44",
    "Correspondent.mobile": "QS45",
    "Correspondent.landline": "QS46",
    "Correspondent.wechat": "QS47",
    "Correspondent.email": "QS48@example.com",
    "Instruction.note, of a private item": "QS49",
    "Commission.title, named in a reminder": "QS50",
    "CorrespondentRegistry.mark": "QS51",
}

REVIEW = """
        review:
          first: {name: QS14, date: 2021-01-04, opinion: QS15}
          second: {name: 复核人, date: 2021-01-04}
          third: {name: 审核人, date: 2021-01-04}
          head: {name: QS16, date: 2021-01-04}
"""

RECORDS = {
    "bureau.yaml": """
        name: 某市医疗保障局
        short: 某市医保局
        head: [某市医疗保障局文件]
        number_prefix: 某医保办发
        office: 某市医疗保障局办公室
        categories: [动态信息, 经验总结]
        form: 信息报送审核表
        sample: true
        numbering:
          skipped: [{number: 某医保办发〔2021〕9060号, reason: QS61}]
    """,
    "units.yaml": """
        groups: [机关, 各县]
        units:
          - {id: bangongshi, name: 办公室, short: 办公室, group: 机关}
          - {id: beixian, name: 北县医疗保障局, short: 北县, group: 各县}
          - {id: nanxian, name: 南县医疗保障局, short: 南县, group: 各县}
          - {id: dongxian, name: 东县医疗保障局, short: 东县, group: 各县, pending: 名称重复}
        tasks:
          - {group: 机关, period: month, count: 1, from: 2021-01-01}
          - {group: 各县, period: month, count: 2, from: 2021-01-01}
        forms:
          - {group: 机关, layout: bureau}
          - {group: 各县, layout: unit}
        task_tables:
          - id: annex-3
            title: 考核任务表
            mark: 附件3
            layout: by-group
            groups: [{group: 机关}, {group: 各县}]
    """,
    "outlets.yaml": """
        levels: [国家, 本局]
        outlets:
          - {id: guanwang, name: 局官网, level: 本局}
          - {id: dongtai, name: 医保动态, level: 国家}
    """,
    "accounts.yaml": """
        accounts:
          - {name: qs60, unit: beixian, from: 2021-01-01}
    """,
    "correspondents.yaml": """
        title: 信息员统计表QS41
        mark: QS51
        remark: QS42
        correspondents:
          - unit: beixian
            name: QS43
            post: QS44
            mobile: QS45
            landline: QS46
            wechat: QS47
            email: QS48@example.com
            from: 2021-01-01
    """,
    "rules/2021.yaml": """
        title: 某市考评办法
        sheet: 考核评分表
        in_force: {from: 2021-01-01}
        authors: full
        duties:
          - {kind: 重大会议, days: 5}
        joint_marks:
          - {sign: 综, label: 各得一半}
        unlisted: same-level
        columns:
          - {id: filing, heading: 报送, name: 常规报送}
          - {id: adopted, heading: 采用, name: 采用}
          - {id: instruction, heading: 采用, name: 批示}
          - {id: late, heading: 扣分, name: 未按期}
          - {id: blunder, heading: 扣分, name: 失误}
        clauses:
          - {id: filing, citation: 第一条, text: 报送1分。, column: filing, event: submission,
             award: per-event, points: 1}
          - {id: adopted, citation: 第二条, text: 采用10分。, column: adopted, event: adoption,
             award: per-event, points: 10, joint: [{factor: 0.5}]}
          - {id: instruction, citation: 第三条, text: 批示20分。, column: instruction,
             event: instruction, award: per-event, points: 20}
          - {id: late, citation: 第四条, text: 约稿逾期扣10分。, column: late, event: commission,
             where: {state: [逾期, 未报]}, award: per-event, points: -10, automatic: true}
          - {id: duty, citation: 第五条, text: 会议逾期扣50分。, column: late, event: duty,
             where: {state: [逾期, 未报]}, award: per-event, points: -50}
          - {id: blunder, citation: 第六条, text: 失误扣100分。, column: blunder, event: entry,
             award: per-event, points: -100}
        readings:
          - id: other
            name: 批示10分
            basis: 附表印作10分
            clauses:
              - {id: instruction, citation: 第三条, text: 批示10分。, column: instruction,
                 event: instruction, award: per-event, points: 10}
    """,
    "commissions/2021/open.yaml": """
        title: 公开的约稿
        asked: 2021-01-02
        deadline: 2021-01-20
        openness: 公开
        units: [beixian, nanxian]
        note: QS24
    """,
    "commissions/2021/qs25.yaml": """
        title: QS22
        asked: 2021-01-03
        deadline: 2021-01-21
        openness: 不公开
        units: [beixian]
        note: QS23
    """,
    "commissions/2021/later.yaml": """
        title: QS50
        asked: 2021-01-05
        deadline: 2021-02-20
        openness: 依申请公开
        units: [bangongshi]
    """,
    "duties/2021/open.yaml": """
        title: 公开的会议
        kind: 重大会议
        date: 2021-01-05
        openness: 公开
        units: [nanxian]
        note: QS28
    """,
    "duties/2021/qs29.yaml": """
        title: QS26
        kind: 重大会议
        date: 2021-01-06
        openness: 依申请公开
        units: [beixian]
        note: QS27
    """,
    "submissions/beixian/2021/0105-1.yaml": """
        unit: beixian
        date: 2021-01-05
        title: 采用的信息
        category: 经验总结
        openness: 公开
        body: 公开的正文
        commission: 2021/open
        authors: [{name: QS11, landline: QS12, mobile: QS13}]
        returns: [{date: 2021-01-06, reason: QS17, revised: 2021-01-07}]
    """
    + REVIEW,
    "submissions/beixian/2021/qs04.yaml": """
        unit: beixian
        date: 2021-01-07
        title: QS01
        category: 经验总结
        openness: 不公开
        commission: 2021/qs25
        duty: 2021/qs29
        body: QS02
        note: QS03
    """,
    "submissions/beixian/2021/0108-1.yaml": """
        unit: beixian
        date: 2021-01-08
        title: QS05
        category: 动态信息
        openness: 公开
        body: QS06
        note: QS07
        withdrawn: {date: 2021-01-11, reason: QS08}
    """,
    "submissions/nanxian/2021/0109-1.yaml": """
        unit: nanxian
        date: 2021-01-09
        title: 修改中的信息
        category: 动态信息
        openness: 公开
        body: QS09
        returns: [{date: 2021-01-10, reason: 请核实}]
    """,
    "submissions/nanxian/2021/0110-1.yaml": """
        unit: nanxian
        date: 2021-01-10
        title: 退回三次的信息
        category: 动态信息
        openness: 公开
        body: QS10
        returns:
          - {date: 2021-01-11, reason: 请核实, revised: 2021-01-12}
          - {date: 2021-01-13, reason: 请核实, revised: 2021-01-14}
          - {date: 2021-01-15, reason: QS18}
    """,
    "submissions/nanxian/2021/0112-1.yaml": """
        unit: nanxian
        date: 2021-01-12
        title: 联合的信息
        category: 动态信息
        openness: 公开
        joint: {mark: 综, units: [{unit: bangongshi}]}
    """,
    "adoptions/2021/guanwang-1.yaml": """
        submission: beixian/2021/0105-1
        outlet: guanwang
        date: 2021-01-20
        placement: 头条
        note: 公开的采用备注
    """,
    "adoptions/2021/unlisted.yaml": """
        submission: nanxian/2021/0112-1
        unlisted: {name: 没有登记的网站, level: 本局}
        date: 2021-01-21
    """,
    "adoptions/2021/qs21.yaml": """
        submission: beixian/2021/qs04
        outlet: dongtai
        date: 2021-01-21
        note: QS20
    """,
    "instructions/2021/1.yaml": """
        submission: beixian/2021/0105-1
        level: 国家
        date: 2021-01-22
        note: QS19
    """,
    "instructions/2021/2.yaml": """
        submission: beixian/2021/qs04
        level: 国家
        date: 2021-01-23
        note: QS49
    """,
    "entries/2021/open.yaml": """
        unit: nanxian
        date: 2021-01-25
        clause: blunder
        reason: 公开的理由
        signer: QS32
        openness: 公开
    """,
    "entries/2021/qs33.yaml": """
        unit: bangongshi
        date: 2021-01-26
        clause: blunder
        reason: QS30
        signer: QS31
        openness: 不公开
    """,
    "bulletins/2021-01/bulletin.md": """
        ---
        title: 一月份通报
        period: 2021-01
        cutoff: 2021-02-05
        date: 2021-02-06
        recipients: 各单位
        openness: 公开
        annex: {title: 一月份情况, tables: [ranking, items]}
        ---
        采用{采用条数}条。
    """,
    "bulletins/qs40/bulletin.md": """
        ---
        title: QS34
        number: 某医保办发〔2021〕9036号
        period: 2021-02
        cutoff: 2021-02-28
        date: 2021-02-28
        recipients: QS37
        cc: QS38
        openness: 不公开
        annex: {title: QS39}
        ---
        QS35
    """,
}
"""The records; deadlines are judged as of the end of February."""

HIDDEN = ("qs60", "QS61", "9060")
"""An account of the forge, a number left out and why: shown nowhere, not even inside."""

# Every text field of the models, by model; a secret is planted for each in the lists after this.
PUBLIC_FIELDS = {
    "Bureau": "name short head number_prefix office categories notice form site",
    "Forge": "url branch",
    "ReviewPolicy": "head_for",
    "Fonts": "xiaobiaosong fangsong kaiti heiti songti",
    "UnitRegistry": "groups",
    "Unit": "name short group aliases pending",
    "Task": "group categories",
    "FormChoice": "group mark note",
    "TaskTable": "title mark",
    "TaskTableGroup": "group heading",
    "OutletRegistry": "levels",
    "Outlet": "name level aliases note",
    "Rulebook": "title sheet sheet_mark",
    "Column": "name heading",
    "EventClause": "citation text inferred remark",
    "PeriodClause": "citation text inferred remark",
    "RatioClause": "citation text inferred remark",
    "BaseClause": "citation text inferred remark",
    "TotalClause": "citation text inferred remark",
    "Where": "category level duty placement mark group",
    "Repeat": "pool",
    "Mark": "sign label",
    "DutyKind": "kind",
    "Commendation": "group",
    "Label": "name",
    "Conversion": "name groups",
    "Reading": "name basis",
    "Submission": "category",
    "Joint": "mark",
    "Forwarding": "level",
    "Adoption": "issue placement",
    "Unlisted": "name level",
    "Instruction": "level",
    "Duty": "kind",
    "ManualEntry": "about",
    "Bulletin": "corrects",
}
PRIVATE_FIELDS = {
    "Submission": "title body note",
    "Withdrawal": "reason",
    "Author": "name landline mobile",
    "SignOff": "name opinion",
    "Return": "reason",
    "Adoption": "note",
    "Instruction": "note",
    "Commission": "title note",
    "Duty": "title note",
    "ManualEntry": "reason signer",
    "Bulletin": "title number recipients cc text",
    "Annex": "title",
    "CorrespondentRegistry": "title mark remark",
    "Correspondent": "name post mobile landline wechat email",
}
HIDDEN_FIELDS = {"Account": "name", "SkippedNumber": "number reason"}
