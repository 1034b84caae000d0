using System.Text.Json;
using AlertBot.Cli.Inspect;
using AlertBot.Quotes;

namespace AlertBot.Tests.Quotes;

/// <summary>The JSON of a quotation in <c>inspect text --json</c>.</summary>
public class QuoteJsonTests
{
    [Fact]
    public void All_members_are_written_and_continues_only_when_true()
    {
        var inspection = new TextInspection("1", true, null, [], [new Quote("a b", 0, 3), new Quote("c d", 4, 7, Continues: true)]);

        var json = JsonSerializer.Serialize(inspection, InspectTextJson.Default.TextInspection);

        Assert.Equal(
            """{"id":"1","ok":true,"language":null,"summary":[],"quotes":[{"text":"a b","start":0,"end":3,"speaker":null,"speakerStart":null,"speakerEnd":null,"name":null,"role":null,"venue":null,"cue":null},{"text":"c d","start":4,"end":7,"speaker":null,"speakerStart":null,"speakerEnd":null,"name":null,"role":null,"venue":null,"cue":null,"continues":true}]}""",
            json);
    }
}
