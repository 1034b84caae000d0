using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AlertBot.Chat.Slack.Events;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace AlertBot.Tests.Chat.Slack.Events;

public class SlackSignatureVerifierTests
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Body = "token=x&team_id=T1&command=%2Fnews&text=help";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, 500, TimeSpan.Zero));
    private readonly SlackSignatureVerifier _verifier;

    public SlackSignatureVerifierTests() => _verifier = new SlackSignatureVerifier(Secret, _time);

    [Fact]
    public void The_documented_example_signature_is_valid()
    {
        // https://docs.slack.dev/authentication/verifying-requests-from-slack
        const string Documented = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        var verifier = new SlackSignatureVerifier(Secret, new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1531420618)));

        Assert.NotNull(
            verifier.Verify("1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
                Encoding.UTF8.GetBytes(Documented)));
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-300, true)]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-100_000_000, false)]
    [InlineData(100_000_000, false)]
    public void A_signature_is_valid_for_five_minutes_in_both_directions(int seconds, bool isValid)
    {
        var timestamp = Timestamp(seconds);

        Assert.Equal(isValid, Verify(timestamp, Sign(timestamp)));
    }

    [Fact]
    public void A_replayed_request_is_refused_while_its_signature_is_valid()
    {
        var timestamp = Timestamp(300);
        var signature = Sign(timestamp);

        Assert.True(Verify(timestamp, signature));
        for (var i = 0; i <= 601; i++)
        {
            Assert.False(Verify(timestamp, signature));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void A_replayed_request_in_another_spelling_is_refused()
    {
        var timestamp = Timestamp(0);
        var signature = Sign(timestamp);

        Assert.True(Verify(timestamp, signature));
        Assert.False(Verify(timestamp, "v0=" + signature[3..].ToUpperInvariant()));
        Assert.False(Verify("0" + timestamp, signature));
    }

    [Fact]
    public void Hexadecimal_signatures_are_case_insensitive()
    {
        var timestamp = Timestamp(0);

        Assert.True(Verify(timestamp, "v0=" + Sign(timestamp)[3..].ToUpperInvariant()));
    }

    [Fact]
    public void Forged_requests_do_not_evict_seen_signatures()
    {
        var timestamp = Timestamp(0);
        var signature = Sign(timestamp);
        Assert.True(Verify(timestamp, signature));

        for (var i = 0; i < 10_000; i++)
        {
            Assert.False(Verify(timestamp, "v0=" + Convert.ToHexString(RandomNumberGenerator.GetBytes(32))));
        }

        for (var i = 0; i < 10_000; i++)
        {
            Assert.True(Verify(timestamp, Sign(timestamp, body: $"{Body}&n={i}"), $"{Body}&n={i}"));
        }

        Assert.False(Verify(timestamp, signature));
    }

    [Theory]
    [InlineData("")]
    [InlineData("v0=")]
    [InlineData("v0")]
    [InlineData("v1=HEX")]
    [InlineData("V0=HEX")]
    [InlineData("v0:HEX")]
    [InlineData("HEX")]
    [InlineData(" v0=HEX")]
    [InlineData("v0=HEX ")]
    [InlineData("v0= HEX")]
    [InlineData("v0=0xHEX")]
    [InlineData("v0=HEX,v0=HEX")]
    [InlineData("v0=HEXHEX")]
    [InlineData("v0=gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg")]
    [InlineData("v0=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("v0=０0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_malformed_signature_is_refused(string form)
    {
        var timestamp = Timestamp(0);

        Assert.False(Verify(timestamp, form.Replace("HEX", Sign(timestamp)[3..], StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("+TIME")]
    [InlineData("-TIME")]
    [InlineData(" TIME")]
    [InlineData("TIME ")]
    [InlineData("TIME.0")]
    [InlineData("1e9")]
    [InlineData("TIME,TIME")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("99999999999999999999999999")]
    [InlineData("٣")]
    public void A_timestamp_not_in_plain_digits_is_refused_even_if_signed(string form)
    {
        var timestamp = form.Replace("TIME", Timestamp(0), StringComparison.Ordinal);

        Assert.False(Verify(timestamp, Sign(timestamp)));
    }

    [Fact]
    public void Missing_and_duplicate_headers_are_refused()
    {
        var timestamp = Timestamp(0);
        var signature = Sign(timestamp);

        Assert.False(Verify(StringValues.Empty, signature));
        Assert.False(Verify(timestamp, StringValues.Empty));
        Assert.False(Verify(new StringValues([timestamp, timestamp]), signature));
        Assert.False(Verify(timestamp, new StringValues([signature, signature])));
        Assert.False(Verify(new StringValues([timestamp, "0"]), new StringValues(["v0=", signature])));
    }

    [Fact]
    public void A_signature_over_another_body_timestamp_or_secret_is_refused()
    {
        var timestamp = Timestamp(0);

        Assert.False(Verify(timestamp, Sign(timestamp, body: Body + " ")));
        Assert.False(Verify(timestamp, Sign(Timestamp(-1))));
        Assert.False(Verify(timestamp, Sign(timestamp, secret: Secret + "0")));
        Assert.False(Verify(timestamp, Sign(timestamp, secret: "")));
        Assert.False(Verify(timestamp, Sign(timestamp + ":" + Body[..5], body: Body[6..])));
    }

    [Fact]
    public void Every_byte_of_the_body_is_signed()
    {
        var timestamp = Timestamp(0);
        var body = new byte[] { 0xff, 0xfe, 0x00, (byte)'\r', (byte)'\n' };
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. Encoding.ASCII.GetBytes($"v0:{timestamp}:"), .. body]);

        Assert.Null(_verifier.Verify(timestamp, "v0=" + Convert.ToHexString(hash), body.AsSpan(0, 4)));
        Assert.NotNull(_verifier.Verify(timestamp, "v0=" + Convert.ToHexString(hash), body));
    }

    private bool Verify(StringValues timestamp, StringValues signature, string body = Body) =>
        _verifier.Verify(timestamp, signature, Encoding.UTF8.GetBytes(body)) is not null;

    private string Timestamp(int seconds) => (_time.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);

    private static string Sign(string timestamp, string secret = Secret, string body = Body) =>
        "v0=" + Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")));
}
