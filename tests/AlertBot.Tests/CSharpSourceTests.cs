namespace AlertBot.Tests;

public class CSharpSourceTests
{
    [Fact]
    public void Comments_are_dropped()
    {
        var source = CSharpSource.Parse("a; // \"b\"\n/* c \" */ d; /// e");

        Assert.Equal(["a;", "d;"], source.Code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(source.Strings);
    }

    [Theory]
    [InlineData("f(\"a \\\" b\");", "a \" b")]
    [InlineData("f(@\"a \"\" \\\");", "a \" \\")]
    [InlineData("f(\"\"\"a \"b\" \\n\"\"\");", "a \"b\" \\n")]
    [InlineData("f(\"a \"\n    + \"b\");", "a b")]
    [InlineData("f($\"a {b} c\");", "a {} c")]
    [InlineData("f($\"a {{b}} c\");", "a {{b}} c")]
    [InlineData("f($\"\"\"a {b} c\"\"\");", "a {} c")]
    [InlineData("f($$\"\"\"{a} {{b}} c\"\"\");", "{a} {} c")]
    [InlineData("f('\"', '\\'', \"a\");", "a")]
    [InlineData("#pragma don't\nf(\"a\");", "a")]
    public void Content_of_a_string_is_read(string text, string content)
    {
        Assert.Equal(content, Assert.Single(CSharpSource.Parse(text).Strings));
    }

    [Fact]
    public void Interpolated_expression_is_code()
    {
        var source = CSharpSource.Parse("f($\"a {g(\"b\", new { c })} d\", \"\");");

        Assert.Equal(["a {} d", "b", ""], source.Strings);
        Assert.Equal("f(g(\"\", new { c })\"\", \"\");", source.Code);
    }

    [Fact]
    public void Separate_arguments_are_separate_strings()
    {
        Assert.Equal(["a", "b"], CSharpSource.Parse("f(\"a\", \"b\");").Strings);
    }
}
