using AlertBot.Text;

namespace AlertBot.Tests.Text;

/// <summary>Sentence ends in German, French, Spanish, Japanese and Chinese.</summary>
public class SentenceSplitterLanguageTests
{
    [Theory]
    [InlineData("Am 3. Oktober kamen z. B. Dr. Holt und u. a. Frau Moen. Es regnete.",
        "Am 3. Oktober kamen z. B. Dr. Holt und u. a. Frau Moen.|Es regnete.")]
    [InlineData("Das kostet 3,5 Mrd. Euro, d. h. Nr. 4 entfällt. Die Stadt zahlt.",
        "Das kostet 3,5 Mrd. Euro, d. h. Nr. 4 entfällt.|Die Stadt zahlt.")]
    [InlineData("Sie feiert den 25. Geburtstag im XXI. Jahrhundert. Alle kamen.",
        "Sie feiert den 25. Geburtstag im XXI. Jahrhundert.|Alle kamen.")]
    [InlineData("„Kommt ihr?“, fragte Holt. „Ja.“ Dann ging er.", "„Kommt ihr?“, fragte Holt.|„Ja.“|Dann ging er.")]
    [InlineData("M. Le Goff et Mme Vidal ont signé. Ils sont partis.", "M. Le Goff et Mme Vidal ont signé.|Ils sont partis.")]
    [InlineData("« Quoi ? » a-t-il lancé. « Rien. » Il est parti.", "« Quoi ? » a-t-il lancé.|« Rien. »|Il est parti.")]
    [InlineData("EE. UU. pagó 1.000.000 de euros, p. ej. Otero cobró. ¿Por qué? ¡Nadie lo sabe!",
        "EE. UU. pagó 1.000.000 de euros, p. ej. Otero cobró.|¿Por qué?|¡Nadie lo sabe!")]
    [InlineData("El Sr. García llegó en 2.º lugar a EE. UU. El público rio.", "El Sr. García llegó en 2.º lugar a EE. UU.|El público rio.")]
    [InlineData("知事は「雨は来る。備えよう。」と述べた。会見は終わった。", "知事は「雨は来る。備えよう。」と述べた。|会見は終わった。")]
    [InlineData("“我们会继续。不会停止。”王宁说。会议结束了。", "“我们会继续。不会停止。”王宁说。|会议结束了。")]
    public void Each_language_has_its_own_sentence_ends(string text, string expected)
    {
        Assert.Equal(expected.Split('|'), SentenceSplitter.Split(text).Select(span => span.GetText(text)));
    }
}
