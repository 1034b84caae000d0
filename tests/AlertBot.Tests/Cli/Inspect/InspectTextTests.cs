using AlertBot.Cli.Inspect;

namespace AlertBot.Tests.Cli.Inspect;

public class InspectTextTests
{
    private const string Text = "Peace talks opened on Monday.\n\n“We will stay until it is done,” said Ann Marlow, the envoy.\n";

    [Fact]
    public void Plain_text_is_one_document_named_by_its_path()
    {
        var documents = Read(Text);

        Assert.Equal([("FILE", null, Text)], documents);
    }

    [Fact]
    public void JSON_Lines_are_one_document_each()
    {
        var documents = Read("""

            {"id":"a","title":"Talks","text":"One."}
            {"text":"Two."}
            """);

        Assert.Equal([("a", "Talks", "One."), ("2", null, "Two.")], documents);
    }

    [Theory]
    [InlineData("[Update] The talks go on.", 1)]
    [InlineData(" \n\t\n", 0)]
    [InlineData("", 0)]
    public void Text_in_brackets_is_plain_text_and_an_empty_file_has_no_document(string text, int documents) =>
        Assert.Equal(documents, Read(text).Count);

    [Fact]
    public void A_JSON_array_is_refused_with_the_fix()
    {
        var error = Assert.Throws<InspectInputException>(() => Read("[ {\"text\":\"One.\"} ]"));

        Assert.Equal("FILE, line 1: not a JSON object; write one object on each line", error.Message);
    }

    private static List<(string Id, string? Title, string? Text)> Read(string content) =>
        [.. InspectTextCommand.ReadDocuments("FILE", content).Select(document => (document.Id, document.Title, document.Text))];
}
