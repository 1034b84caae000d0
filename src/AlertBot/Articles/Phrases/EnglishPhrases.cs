namespace AlertBot.Articles.Phrases;

/// <inheritdoc cref="AllLanguages"/>
internal static class EnglishPhrases
{
    public const string Labels =
        // Advertisements
        @"(?:the )?(?:story|article|post|text) continues (?:below|after)\b.{0,60}|continues below.{0,30}"
        + @"|continue reading(?: below)?.{0,60}|scroll to continue.{0,40}"
        + @"|advertisement|advertisment|advert|sponsored(?: content| links?)?|partner content"
        // Other articles
        + @"|related(?: (?:articles?|stories|posts?|topics?|content|coverage|news|links?))?"
        + @"|more (?:stories|on this story|on this topic|from .{0,40})|read more|read also|also read|see also"
        + @"|most (?:read|popular|viewed)|top stories|recommended(?: for you)?|trending(?: now)?|you (?:may|might) also like"
        + @"|latest videos|quick links|view author archive|tags|topics"
        // Buttons
        + @"|share(?: this)?(?: (?:article|story|post|page|on .{0,20}|via .{0,20}))?"
        + @"|tweet|print|e-?mail|e-?mail the author|copy link|save|order reprints"
        + @"|listen(?: to (?:this )?article)?|watch(?: now)?|video|photo(?:s)?|image|gallery|via giphy"
        + @"|comments?|leave a comment|view (?:all )?comments|commenting feature is disabled\b.{0,40}"
        + @"|sign ?(?:up|in)|subscribe(?: now)?|log ?in|newsletter|cookies?"
        + @"|skip to (?:\S+ ){0,3}\S+|back to top|show all [0-9]{1,3}|loading\.{0,3}|page load link"
        + @"|post views\s?:\s?[0-9.,]{1,9}";

    public const string LineStarts =
        // Other articles
        @"(?:read|watch|see|listen) (?:more|also|next|too)\s?[:|–—-]|also read\b|also see\b|related\s?[:|]|more\s?:"
        + @"|must[ -](?:read|watch|see)\s?[|:]|(?:read|watch|see|listen|related)(?: (?:more|also|now|next|this)){0,2}\s?\|\s?\S"
        + @"|(?:recommended|further) reading\s?:"
        // Subscriptions and networks
        + @"|sign up (?:for|to|now|here)|subscribe (?:to|now|for|here)|by (?:signing up|subscribing|clicking)"
        + @"|get (?:the|our) (?:latest|best|free|daily|top|news).{0,80}(?:inbox|newsletter|app)"
        + @"|don.t miss\b.{0,60}(?:newsletter|inbox)|already a (?:subscriber|member)|support (?:our|independent) journalism"
        + @"|join our|follow us\b|follow (?:\S+ ){0,4}on (?:twitter|facebook|instagram|x|telegram|whatsapp)"
        + @"|download (?:the|our) app|click here\b|(?:we|this (?:site|website)) uses? cookies"
        // Origin
        + @"|this (?:article|story|post) (?:was )?(?:originally|first) (?:appeared|published)"
        + @"|all rights reserved";

    public const string TimesAgo = @"(?:about )?[0-9]{1,2} ?(?:minutes?|mins?|hours?|hrs?|days?|h|m|d) ago";

    public const string ReadingTimes = "reading time";

    public const string ReadingNouns = "read";

    public const string PictureLabels =
        "photo|photograph|image|picture|file photo|photo credit|image credit|credit|source|photos? by|photo courtesy|courtesy";

    public const string PictureKinds =
        "(?:file|stock|handout) (?:photo|picture|image)|representat(?:ive|ional) (?:image|photo|picture)"
        + "|(?:cover|main|top|lead|featured|header) (?:image|photo|picture)(?: credit| by)?|credits?";

    public const string CaptionNouns = "[Pp]hotos?";

    public const string HomePages = "home(?:page)?";

    public static readonly string[] RightsReserved = ["all rights reserved"];

    public const string FeedFooters =
        @"the post .{1,200} (?:appeared first on|first appeared on) .{1,100}"
        + @"|(?:this (?:entry|article|post) )?(?:was )?(?:originally|first) (?:appeared|published) (?:on|in|at|by) .{1,150}";

    public const string ReadOnLinks =
        @"read (?:the )?(?:more|full (?:story|article|post)|rest|on).{0,80}|continue reading.{0,200}|keep reading.{0,100}|read more"
        + @"|view (?:entire|full) (?:post|article|story).{0,40}|\[?link\]?\s{0,3}\[?comments\]?|comments|submitted by .{1,60}";

    public const string ContactNotes =
        @"follow (?:him|her|them|me|the author)\b.{0,20}\bon"
        + @"|(?:reach|contact|e-?mail) (?:him|her|them|me|the (?:author|writer|reporter))\b"
        + @"|(?:he|she|they) can be reached (?:at|on|by)";

    public const string ContributorNotes =
        @"^\(?(?:[Aa]dditional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) (?:and (?:[Ww]riting|[Ee]diting) )?by \p{Lu}.{2,250}\)?$"
        + @"|^\p{Lu}[^“”""]{2,220}\bcontributed (?:reporting|research|to this (?:report|story|article))\b.{0,60}$"
        + @"|^\p{Lu}[^“”""]{2,100} in \p{Lu}[^“”""]{2,120} contributed\.$"
        + @"|^[Ww]ith (?:\p{Lu}\p{L}{1,20} )?(?:wires?|wire (?:reports|services)|files from .{2,60})\.?$";

    public const string EditorialNotes =
        @"note: we are (?:temporarily )?moderating\b|(?:spotted|found|notice) (?:a|an) (?:error|mistake|typo)"
        + @"|if you (?:spot|see|find|notice) (?:a|an) (?:error|mistake|typo)"
        + @"|do you (?:have|know) .{3,80}\? (?:e-?mail|contact|write|tell) us|write to .{3,60} at \S{3,40}@\S{3,40}$"
        + @"|if you enjoyed this (?:article|story)\b.{0,200}\bjoin|learn more$"
        + @"|listen to .{3,60} live (?:at|on)\b|listen live\b"
        + @"|follow (?:\S+ ){1,4}(?:full )?coverage\b.{0,120}$|follow the case$|follow \S{3,20}: "
        + @"|filed under:? .{2,60}$|posted (?:by|in) .{2,80}$"
        + @"|use of (?:any|this).{0,120}\bprohibited without\b"
        + @"|(?:reproduction|republication|redistribution) .{0,80}\b(?:prohibited|forbidden|without)"
        + @"|(?:adchoices|privacy|terms)$";

    public const string BylinePrefixes = "(?:(?:written|posted|reported) )?by|author";

    public const string PublishedWords = "published|posted";

    public const string UpdatedWords = "updated|modified|edited";

    public const string DateLabels = "date";

    public const string DatePrepositions = "on|at";

    public const string DateWords =
        "am pm a p m st nd rd th the of on at and h hrs hours date time last first original originally article story "
        + "published publish posted updated update modified created edited";

    public const string HeaderLabels =
        "(?:opinion )?columnist|staff (?:writer|reporter)|(?:our |staff |special )?correspondent|(?:web|news) desk|sign in register"
        + "|from wikipedia, the free encyclopedia";

    public const string ImprintLabels = @"tel(?:ephone)?\s?[.:]|e-?mail\s?:|editor[- ]in[- ]chief\s?:|publisher\s?:|issn\b";

    public const string ReaderPronouns = "you|your|yours|we|our";

    public const string PoliteWords = "please,? ";

    public const string Imperatives =
        "accept|allow|enable|disable|turn o[nf]f?|switch on|verify|confirm|prove|complete the|manage|review|subscribe"
        + "|sign (?:in|up)|log ?in|register|join|create (?:a|an)|become a|continue|keep reading|unlock|read (?:the|this|more|on)|get|start"
        + "|cancel|checking|verifying";

    public const string ArticleReferences =
        @"this (?:article|story|content|post|page|website|site)|(?:for |to )(?:\w+ )?(?:subscribers|members) only"
        + @"|(?:subscribers?|members)[ -]only|free articles?";

    public const string ReportingWords = "said says told fine fined fines ordered sued ruled over";

    public const string ConsentNotices =
        @"we (?:value|respect|care about) your privacy"
        + @"|your privacy (?:matters|is important|choices|settings|preferences)"
        + @"|privacy (?:center|centre|manager|dashboard)|cookie (?:policy|settings|preferences)|before you continue"
        + @"|(?:accept|reject|allow|manage) (?:all )?(?:the )?cookies"
        + @"|we(?:,| and| use|.{0,40}partners).{0,60}\b(?:cookies|personal data|information on (?:a|your) device)"
        + @"|our (?:[0-9,.]+ )?(?:partners|vendors)\b.{0,120}\b(?:cookies|data|device|consent)"
        + @"|with your (?:permission|consent|agreement),? we"
        + @"|(?:manage|change|withdraw|review) your (?:choices|preferences|consent|settings|options)"
        + @"|store and/or access|precise geolocation|legitimate interests?\b.{0,60}\b(?:object|consent|choices|preferences)";

    public const string BotChecks =
        @"(?:enable|turn on|switch on|allow|requires?|needs?) (?:js|java ?script)"
        + @"|java ?script (?:and cookies |is |must be |has been )?(?:disabled|enabled|required|turned off|not available)"
        + @"|(?:disable|turn off|pause|whitelist|deactivate) (?:any|your|the) ad[ -]?block(?:er|ers)?"
        + @"|(?:verify|verifying|confirm|prove)(?: that)? you(?:.re| are) (?:human|not a robot|a human|a real)"
        + @"|(?:checking|review)(?: if| the security of)? (?:the site |your )(?:browser|connection)"
        + @"|security service to protect itself|performance (?:&|and) security by|ray id\b"
        + @"|you have been blocked|why have i been blocked|unable to access\b.{0,60}\.[a-z]{2,}|email the site owner"
        + @"|don.t have permission to access|unusual (?:traffic|activity) from|complete the (?:security check|captcha)"
        + @"|press (?:&|and) hold";

    public static readonly string[] NoticeKeywords =
    [
        "cookie", "privacy", "before you", "personal data", "device", "partner", "vendors", "with your ", "your choices",
        "your preferences", "your consent", "your settings", "your options", "and/or", "geolocation", "legitimate interest",
        "script", " js", "adblock", "ad block", "ad-block", "human", "robot", "a real", "browser", "connection", "security service",
        "security by", "ray id", "been blocked", "unable to access", "site owner", "permission to access", "unusual ", "complete the ",
        "press &", "press and",
    ];

    public const string NoticeTitles =
        @"just a moment\W{0,4}|one moment,? please\W{0,4}|attention required\b.{0,30}|before you continue.{0,40}"
        + @"|access (?:to this page has been )?denied|403 forbidden|forbidden|sorry, you have been blocked"
        + @"|are you (?:a )?(?:robot|human)\W?|(?:security|human|robot|captcha) (?:check|verification|challenge).{0,20}"
        + @"|bot (?:detection|check).{0,20}|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?human.{0,10}"
        + @"|(?:we value |)your privacy(?: choices| matters)?"
        + @"|(?:privacy|cookie|consent)(?:[ -]?(?:settings|notice|preferences|consent|wall|center))?";

    public const string CallsToPay =
        @"(?:subscribe|sign ?in|log ?in|sign ?up|register|join|become a (?:member|subscriber)|create (?:a|an|your) (?:free )?account)\b"
        + @"[^.!?]{0,60}\bto (?:continue(?: reading\b| to (?:the|this|read)\b|\W{0,4}$)|(?:keep|finish) reading"
        + @"|read (?:this|the|more|on|full|all|our)\b|unlock\b|access (?:this|the|all|our|full|premium)\b|view (?:this|the)\b"
        + @"|see the (?:rest|full)\b)"
        + @"|(?:continue|keep) reading (?:this (?:article|story) )?(?:with|for (?:just|only|free)|by (?:subscrib|regist|sign|creat)\w{0,6})"
        + @"|to (?:continue|keep) reading|to read the (?:full|rest|whole|entire|complete)\b"
        + @"|unlock (?:this|the (?:full|rest|whole))|the rest of this (?:article|story) is"
        + @"|this (?:article|story|content|post|page) is (?:exclusively |only |available )?"
        + @"(?:for|available to|available for|reserved for|exclusive to|only for|restricted to)\b"
        + @".{0,30}\b(?:subscribers|members|registered|readers|customers)"
        + @"|subscri(?:ber|ption)s? (?:only|is required|required)"
        + @"|(?:for|to) (?:our )?(?:paying |premium |paid |digital )?subscribers only"
        + @"|(?:members|subscribers)-only (?:article|story|content)"
        + @"|(?:reached|read|used)(?: up)? (?:your|all|the|all of your)\b.{0,30}\bfree (?:articles?|stories)"
        + @"|your (?:last|final) free (?:article|story)";

    public static readonly string[] CallToPayKeywords =
    [
        "subscri", "sign in", "signin", "sign up", "signup", "log in", "login", "regist", "join", "become a", "create a", "read",
        "members", "customers", "free", "unlock", "the rest of",
    ];

    public const string SubscriptionOffers =
        @"already (?:a |an )?(?:subscriber|member|registered|subscribed)|(?:already )?have an account\?"
        + @"|(?:get )?unlimited (?:digital )?access|cancel any ?time|start your (?:free )?trial|it only takes a minute";

    public const string PaidLabels = "(?:exclusively )?for subscribers|subscribers? only";

    public static readonly string[] BiographyBeginnings =
        ["is a ", "is an ", "is the ", "has been ", "covers ", "writes ", "reports ", "works "];
}
