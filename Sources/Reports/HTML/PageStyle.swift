/// The page's style sheet.
enum PageStyle {
  static let css = colours + layout + scenarios + drawing + print

  private static let colours = """
    :root{--page:#f6f5f2;--card:#fff;--ink:#1f2328;--soft:#5f6670;--line:#e2e0da;--wash:#f1efea;\
    --brand:#a4502a;--passed:#1a7f4b;--failed:#c5303c;--inconclusive:#7a4bc2;--flaky:#b3590a;\
    --skipped:#7d7a70;--on:#fff;--lane:#faf9f6;--lane2:#f1efea;--p0:#d9d7d0;--p1:#c3ccdb;\
    --p2:#a4b7d6;--p3:#7f9fd6;--p4:#5b84cf;--p5:#3767bd;--v0:#2f6fb7;--v1:#b8611b;--v2:#23835a;\
    --v3:#8a4fb0;--v4:#b5434f;--v5:#1f7f8c;--v6:#7d6a14;--v7:#5c6778}
    @media (prefers-color-scheme:dark){:root{--page:#14161a;--card:#1c1f25;--ink:#e7e8ea;\
    --soft:#a0a6b0;--line:#30343d;--wash:#242830;--brand:#e08a5e;--passed:#3fb47c;--failed:#f0616d;\
    --inconclusive:#b08cf0;--flaky:#e6a04d;--skipped:#9b988d;--on:#14161a;--lane:#20242b;\
    --lane2:#1c1f25;--p0:#3a3f49;--p1:#42506a;--p2:#4a6290;--p3:#5478b5;--p4:#6090d8;--p5:#79a9f0;\
    --v0:#5b9be6;--v1:#e08f4a;--v2:#4fbd8b;--v3:#b988de;--v4:#e5808a;--v5:#4fb6c4;--v6:#c2ac4a;\
    --v7:#98a4b6}}
    .bg-passed{background:var(--passed)}.bg-failed{background:var(--failed)}\
    .bg-inconclusive{background:var(--inconclusive)}.bg-flaky{background:var(--flaky)}\
    .bg-skipped{background:var(--skipped)}
    .is-passed{color:var(--passed)}.is-failed{color:var(--failed)}\
    .is-inconclusive{color:var(--inconclusive)}.is-skipped{color:var(--skipped)}
    .edge-failed{border-color:var(--failed)!important}\
    .edge-inconclusive{border-color:var(--inconclusive)!important}

    """

  private static let layout = """
    *{box-sizing:border-box}
    body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,\
    "Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
    code,pre{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",\
    monospace}
    code{overflow-wrap:anywhere}
    .wrap{max-width:1120px;margin:0 auto;padding:0 24px}
    .top{background:var(--card);border-bottom:1px solid var(--line);padding:24px 0 20px;\
    margin-bottom:20px}
    .brand{margin:0;color:var(--brand);font-weight:700;letter-spacing:.02em}
    .brand span{color:var(--soft);font-weight:400;margin-left:6px}
    h1{font-size:30px;line-height:1.2;margin:10px 0 2px;letter-spacing:-.01em}
    h2{font-size:17px;margin:26px 0 10px}h3{font-size:15px;margin:0 0 6px}
    .number{color:var(--soft);font-weight:400}
    .counts{margin:0;color:var(--soft)}
    .incomplete{margin:10px 0 0;padding:8px 12px;border-left:4px solid var(--inconclusive);\
    background:var(--wash)}
    .shares{display:flex;gap:2px;height:10px;margin:14px 0 16px;border-radius:5px;overflow:hidden}
    .shares span{min-width:6px}
    .facts{display:flex;flex-wrap:wrap;gap:6px 28px;margin:0}
    .facts dt{color:var(--soft);font-size:12px}.facts dd{margin:0;font-size:13.5px;\
    overflow-wrap:anywhere}
    .filter{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:10px;\
    align-items:center;padding:10px 0;background:var(--page)}
    .filter[hidden]{display:none}
    .filter input[type=search],.filter select{font:inherit;font-size:14px;padding:6px 10px;\
    color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:8px}
    .filter input[type=search]{flex:1 1 220px}
    .choices{display:flex;flex-wrap:wrap;gap:6px}
    .choice{display:inline-flex;align-items:center;gap:6px;font-size:13px;padding:5px 10px;\
    background:var(--card);border:1px solid var(--line);border-radius:99px;cursor:pointer}
    .choice input{position:absolute;opacity:0}
    .choice:has(input:not(:checked)){opacity:.45}
    .choice:has(:focus-visible),input:focus-visible,select:focus-visible,\
    summary:focus-visible{outline:2px solid var(--brand);outline-offset:2px}
    .dot{width:9px;height:9px;border-radius:50%}
    #shown{color:var(--soft);font-size:13px}
    .note,.faint{color:var(--soft);font-size:13px}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;width:100%;font-size:13.5px}
    th,td{text-align:left;vertical-align:top;padding:5px 10px;border-bottom:1px solid var(--line)}
    thead th{color:var(--soft);font-weight:500;font-size:12px}
    #criteria table{background:var(--card);border:1px solid var(--line)}
    .small{font-size:12.5px}.small td:first-child{white-space:nowrap;color:var(--soft)}
    main{padding-bottom:60px}

    """

  private static let scenarios = """
    .scenario{background:var(--card);border:1px solid var(--line);border-bottom-width:0;\
    content-visibility:auto;contain-intrinsic-size:auto 52px}
    .scenario:first-of-type{border-radius:10px 10px 0 0}
    .scenario:last-of-type{border-radius:0 0 10px 10px;border-bottom-width:1px}
    .scenario[hidden],.group[hidden]{display:none}
    .scenario>details>summary,.row{display:grid;grid-template-columns:104px 1fr auto 76px;\
    gap:4px 12px;align-items:start;padding:9px 14px}
    .scenario>details>summary{cursor:pointer;list-style:none}
    .scenario>details>summary::-webkit-details-marker{display:none}
    .scenario>details>summary:hover{background:var(--wash)}
    .scenario>details>summary .name b::after{content:"▸";color:var(--soft);margin-left:8px;\
    font-size:12px}
    .scenario>details[open]>summary .name b::after{content:"▾"}
    .name b{font-weight:600}.name code{display:block;color:var(--soft)}
    .why{display:block;font-size:13px;color:var(--soft)}
    .badge{justify-self:start;color:var(--on);font-size:12px;font-weight:600;padding:2px 9px;\
    border-radius:99px;margin-top:1px}
    .chips{display:flex;flex-wrap:wrap;gap:4px;justify-content:flex-end;max-width:260px}
    .chip{font-size:11.5px;color:var(--soft);border:1px solid var(--line);border-radius:5px;\
    padding:0 6px;white-space:nowrap}
    .time{text-align:right;color:var(--soft);font-size:13px;font-variant-numeric:tabular-nums}
    .body{padding:2px 14px 14px}
    .place{display:flex;flex-wrap:wrap;gap:4px 18px;margin:0 0 12px;color:var(--soft);\
    font-size:13px}
    .finding{border-left:4px solid var(--line);background:var(--wash);padding:12px 16px;\
    margin:0 0 14px;border-radius:0 8px 8px 0}
    .finding p{margin:0 0 4px}
    .word{display:inline-block;min-width:64px;color:var(--soft);font-size:13px}
    .mismatches{margin-top:10px;background:var(--card);border:1px solid var(--line)}
    .mismatches td{font:12.5px/1.5 ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;\
    white-space:pre-wrap;overflow-wrap:anywhere}
    .wanted{color:var(--passed)}.got{color:var(--failed)}
    pre{margin:12px 0 0;padding:10px 12px;background:var(--card);border:1px solid var(--line);\
    overflow-x:auto}
    .steps{margin:0 0 10px}
    .steps td:first-child,.steps td:nth-child(n+3){color:var(--soft);white-space:nowrap;\
    font-variant-numeric:tabular-nums}
    .mark{display:inline-block;width:20px;font-weight:700}
    .step-passed .mark{color:var(--passed)}.step-passed .mark::before{content:"✓"}
    .step-failed .mark{color:var(--failed)}.step-failed .mark::before{content:"✗"}
    .step-inconclusive .mark{color:var(--inconclusive)}\
    .step-inconclusive .mark::before{content:"?"}
    .step-skipped .mark{color:var(--skipped)}.step-skipped .mark::before{content:"–"}
    .step-failed td,.step-inconclusive td{font-weight:600}
    .spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    .more{margin:8px 0}.more>summary{cursor:pointer;font-size:13.5px}
    .type{color:var(--soft);font-size:11px;margin-right:8px}
    .field{display:inline-block;margin-right:14px}
    .again{margin:12px 0 0;color:var(--soft);font-size:13px}
    @media (max-width:720px){.scenario>details>summary,.row{grid-template-columns:auto 1fr}\
    .name{grid-column:1/-1;grid-row:2}.chips{grid-column:1/-1;justify-content:flex-start}}

    """

  private static let drawing = """
    .timeline{margin:0 0 14px;border:1px solid var(--line);border-radius:8px;padding:12px 12px 8px}
    .timeline svg{display:block;width:100%;min-width:760px;height:auto;\
    font:11px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
    .timeline text{fill:var(--ink)}
    .timeline .lane-label,.timeline .axis,.timeline .state-text{fill:var(--soft)}
    .timeline .node-label{fill:var(--ink);font-weight:600}
    .timeline .unscheduled{font-style:italic}
    .timeline .state-text{font-size:10px;font-style:italic}
    .lane{fill:var(--lane2)}.lane-even{fill:var(--lane)}
    .tick{stroke:var(--line);stroke-width:1}
    .step-line{stroke:var(--soft);stroke-width:1;stroke-dasharray:2 3;opacity:.6}
    .flag{fill:var(--passed)}.flag-failed{fill:var(--failed)}\
    .flag-inconclusive{fill:var(--inconclusive)}.flag-skipped{fill:var(--skipped)}
    .timeline .flag-text{fill:var(--on);font-weight:600}
    .timeline .bar-text{fill:var(--on);font-weight:600;pointer-events:none}
    .cut{fill:var(--line);opacity:.55}.timeline .cut-label{font-style:italic}
    .request{fill:var(--brand);stroke:var(--card);stroke-width:1}
    .refused{fill:var(--card);stroke:var(--failed);stroke-width:2}
    .warning{fill:var(--flaky);stroke:var(--card);stroke-width:1}
    .fault{fill:var(--failed);stroke:var(--card);stroke-width:1}
    .phase{fill:var(--p2)}.phase-created,.phase-pending{fill:var(--p0)}\
    .phase-scheduling{fill:var(--p1)}.phase-scheduled{fill:var(--p2)}\
    .phase-preparingtarget,.phase-waitingforsync{fill:var(--p3)}\
    .phase-targetready,.phase-synchronizing{fill:var(--p4)}.phase-running{fill:var(--p5)}\
    .phase-succeeded{fill:var(--passed)}.phase-failed{fill:var(--failed)}
    .timeline .phase-text-created,.timeline .phase-text-pending,.timeline .phase-text-scheduling,\
    .timeline .phase-text-scheduled,.timeline .phase-text-other{fill:var(--ink)}
    .stay,.pod{stroke:none}.vm0{fill:var(--v0);stroke:var(--v0)}.vm1{fill:var(--v1);\
    stroke:var(--v1)}.vm2{fill:var(--v2);stroke:var(--v2)}.vm3{fill:var(--v3);stroke:var(--v3)}\
    .vm4{fill:var(--v4);stroke:var(--v4)}.vm5{fill:var(--v5);stroke:var(--v5)}.vm6{\
    fill:var(--v6);stroke:var(--v6)}.vm7{fill:var(--v7);stroke:var(--v7)}
    .pod{opacity:.45}.waiting{opacity:.25}.move{stroke-width:2;stroke-dasharray:3 2}
    .cordoned{fill:var(--flaky);opacity:.1}.not-ready{fill:var(--failed);opacity:.14}
    .finding-failed{stroke:var(--failed)}.finding-inconclusive{stroke:var(--inconclusive)}
    line.finding{stroke-width:1.5}.finding-mark.finding-failed{fill:var(--failed)}\
    .finding-mark.finding-inconclusive{fill:var(--inconclusive)}
    figcaption{display:flex;flex-wrap:wrap;gap:2px 16px;color:var(--soft);font-size:12px;\
    margin-top:6px}
    .phases{flex-basis:100%;display:block}.key{display:inline-flex;align-items:center;gap:6px}
    .key i{display:inline-block;width:16px;height:10px;border-radius:2px}
    .k-stay{background:var(--v0)}.key .k-pod{background:var(--v0);opacity:.45;height:4px}
    .key .k-request{background:var(--brand);border-radius:50%;width:10px}
    .key .k-refused{border:2px solid var(--failed);border-radius:50%;width:10px}
    .key .k-warning{background:var(--flaky);width:12px;clip-path:polygon(50% 0,100% 100%,0 100%)}
    .k-cut{background:var(--line)}

    """

  private static let print = """
    @media print{body{background:#fff;font-size:11pt}.top{border:0;padding:0;margin:0}\
    .filter,.again,.scenario>details>summary .name b::after{display:none!important}\
    .scenario{content-visibility:visible;break-inside:avoid-page}\
    .finding,.timeline,tr{break-inside:avoid}\
    .timeline svg{min-width:0}.scroll{overflow:visible}\
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}}

    """
}
