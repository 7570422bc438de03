/// The page's Mustache templates. Every value is escaped before it comes here
/// (``TemplateValues``), so all stand in three braces. A partial must begin its line: before it,
/// blanks would indent every line of it, also inside `<pre>`.
enum PageTemplates {
  static let page = #"""
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>{{{headline}}} · Godwit</title>
    <style>{{{style}}}</style>
    </head>
    <body>
    <header class="top"><div class="wrap">
    <p class="brand">Godwit <span>live migration scenarios</span></p>
    <h1 class="is-{{{verdict}}}">{{{headline}}}</h1>
    <p class="counts">{{{counts}}}</p>
    {{#incomplete}}<p class="incomplete">{{{incomplete}}}</p>{{/incomplete}}
    <div class="shares" role="img" aria-label="{{{counts}}}">{{#shares}}\#
    <span class="bg-{{{name}}}" style="flex-grow:{{{count}}}" title="{{{count}}} {{{name}}}">\#
    </span>{{/shares}}</div>
    <dl class="facts">
    {{#facts}}<div><dt>{{{name}}}</dt><dd>{{{value}}}</dd></div>
    {{/facts}}</dl>
    </div></header>
    <main class="wrap">
    {{#isLong}}<form class="filter" role="search" aria-label="Filter scenarios" hidden>
    <input id="words" type="search" placeholder="Filter by title or id  ( / )"
     aria-label="Filter by title or id">
    <span class="choices">{{#verdicts}}<label class="choice">\#
    <input type="checkbox" value="{{{name}}}" checked><span class="dot bg-{{{name}}}">\#
    </span>{{{name}}} <b>{{{count}}}</b></label>{{/verdicts}}</span>
    {{#hasTags}}<select id="tag" aria-label="Tag"><option value="">any tag</option>{{#tags}}\#
    <option>{{{name}}}</option>{{/tags}}</select>{{/hasTags}}
    {{#hasCriteria}}<select id="criterion" aria-label="Criterion">\#
    <option value="">any criterion</option>{{#criteria}}<option>{{{name}}}</option>\#
    {{/criteria}}</select>{{/hasCriteria}}
    <output id="shown"></output>
    </form>{{/isLong}}
    {{#groups}}<section class="group" id="{{{name}}}">
    <h2>{{{title}}} <span class="number">{{{count}}}</span></h2>
    {{#scenarios}}
    {{>scenario}}
    {{/scenarios}}
    </section>
    {{/groups}}
    {{#hasProofs}}<section id="criteria"><h2>Criteria</h2>
    <p class="note">A criterion holds where every scenario or step that asserts it passed.</p>
    <table class="plain"><thead><tr><th>Criterion</th><th>Verdict</th><th>Asserted by</th></tr>\#
    </thead><tbody>
    {{#proofs}}<tr><th scope="row">{{{name}}}</th><td>\#
    <span class="badge bg-{{{verdict}}}">{{{verdict}}}</span></td><td>{{{text}}}</td></tr>
    {{/proofs}}</tbody></table></section>{{/hasProofs}}
    </main>
    <script>{{{script}}}</script>
    </body>
    </html>

    """#

  static let scenario = #"""
    <article id="s{{{index}}}" class="scenario" data-verdict="{{{outcome}}}" data-keys="{{{keys}}}">
    {{#isDetailed}}<details{{#isOpen}} open{{/isOpen}}><summary>{{/isDetailed}}{{^isDetailed}}\#
    <div class="row">{{/isDetailed}}<span class="badge bg-{{{outcome}}}">{{{outcome}}}</span>\#
    <span class="name"><b>{{{title}}}</b><code>{{{id}}}</code>{{#why}}\#
    <span class="why">{{{why}}}</span>{{/why}}</span><span class="chips">{{#chips}}\#
    <span class="chip">{{{name}}}</span>{{/chips}}</span><span class="time">{{{time}}}</span>\#
    {{^isDetailed}}</div>{{/isDetailed}}
    {{#isDetailed}}</summary><div class="body">
    <p class="place"><code>{{{place}}}</code>{{#version}}<span>KubeVirt {{{version}}}</span>\#
    {{/version}}{{#parameters}}<span>{{{key}}} = <b>{{{value}}}</b></span>{{/parameters}}</p>
    {{#attempts}}
    {{>attempt}}
    {{/attempts}}
    {{#hasEarlier}}{{#earlier}}<details class="more"><summary>{{{heading}}}</summary>
    {{>attempt}}
    </details>{{/earlier}}{{/hasEarlier}}
    <p class="again">Run it alone: <code>{{{command}}}</code></p>
    </div></details>{{/isDetailed}}
    </article>

    """#

  static let attempt = #"""
    {{#findings}}
    {{>finding}}
    {{/findings}}
    {{#timeline}}<figure class="timeline"><div class="scroll">{{{timeline}}}</div>
    <figcaption><span class="key"><i class="k-stay"></i>a VM on a node</span><span class="key">\#
    <i class="k-pod"></i>its target pod</span><span class="key"><i class="k-request">\#
    </i>request</span><span class="key"><i class="k-refused"></i>refused</span>\#
    <span class="key"><i class="k-warning"></i>warning event</span>{{#hasBreaks}}\#
    <span class="key"><i class="k-cut"></i>wait, drawn short</span>{{/hasBreaks}}
    {{#manyMigrations}}<details class="phases"><summary>The phases in words</summary>\#
    {{/manyMigrations}}{{#migrations}}<span class="phases"><b>{{{name}}}</b>\#
    {{#machine}} of {{{machine}}}{{/machine}}: {{{phases}}}</span>{{/migrations}}\#
    {{#manyMigrations}}</details>{{/manyMigrations}}{{#omitted}}\#
    <span class="phases">{{{omitted}}}</span>{{/omitted}}</figcaption></figure>{{/timeline}}
    {{#hasSteps}}<table class="steps"><thead><tr><th>#</th><th>Step</th><th>Began</th><th>Took\#
    </th><th>Line</th></tr></thead><tbody>
    {{#steps}}<tr class="step-{{{verdict}}}"><td>{{{number}}}</td><td>\#
    <span class="mark" title="{{{verdict}}}"><span class="spoken">{{{verdict}}}</span>\#
    </span>{{{title}}}{{#criteria}} <span class="chip">{{{name}}}</span>{{/criteria}}</td>\#
    <td>{{{begin}}}</td><td>{{{took}}}</td><td>{{{line}}}</td></tr>
    {{/steps}}</tbody></table>{{/hasSteps}}
    {{#hasRequests}}<details class="more"><summary>Requests \#
    <span class="number">{{{requestCount}}}</span></summary><div class="scroll">\#
    <table class="plain small"><thead><tr><th>At</th><th>Who</th><th>Request</th><th>Answer\#
    </th></tr></thead><tbody>
    {{#requests}}<tr><td>{{{at}}}</td><td>{{{who}}}</td><td><code>{{{method}}} {{{path}}}\#
    </code></td><td><span class="is-{{{outcome}}}">{{{code}}}</span> {{{message}}}</td></tr>
    {{/requests}}</tbody></table></div></details>{{/hasRequests}}
    {{#hasChanges}}<details class="more"><summary>Observed changes \#
    <span class="number">{{{changeCount}}}</span></summary><div class="scroll">\#
    <table class="plain small"><thead><tr><th>At</th><th>Object</th><th>Change</th></tr>\#
    </thead><tbody>
    {{#changes}}<tr><td>{{{at}}}</td><td>{{{object}}}</td><td><span class="type">{{{type}}}\#
    </span>{{#fields}}<code class="field">{{{path}}}: <b>{{{value}}}</b></code>{{/fields}}\#
    {{#more}}<span class="type">{{{more}}}</span>{{/more}}</td></tr>
    {{/changes}}</tbody></table>{{#moreChanges}}<p class="note">{{{moreChanges}}}</p>\#
    {{/moreChanges}}</div></details>{{/hasChanges}}

    """#

  static let finding = #"""
    <div class="finding edge-{{{verdict}}}">
    {{#step}}<h3>{{{step}}}</h3>{{/step}}
    {{#expected}}<p><span class="word">expected</span> <code>{{{expected}}}</code></p>\#
    {{/expected}}
    {{#decision}}<p><span class="word">which</span> {{{decision}}} \#
    <span class="faint">({{{line}}})</span></p>{{/decision}}
    {{#reason}}<p><span class="word">because</span> {{{reason}}}</p>{{/reason}}
    {{#hasMismatches}}<div class="scroll"><table class="mismatches"><thead><tr><th>Where</th>\#
    <th>Expected</th><th>Actual</th></tr></thead><tbody>
    {{#mismatches}}<tr><td><b>{{{subject}}}</b> {{#path}}<code>{{{path}}}</code>{{/path}}</td>\#
    <td class="wanted">{{{expected}}}</td><td class="got">{{{actual}}}</td></tr>
    {{/mismatches}}</tbody></table></div>\#
    {{#moreMismatches}}<p class="note">{{{moreMismatches}}}</p>{{/moreMismatches}}{{/hasMismatches}}
    {{#explanation}}<pre>{{{explanation}}}</pre>{{/explanation}}
    </div>

    """#
}
