using AlertBot.Alerts;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Alerts;

public abstract class EditPassTests : StoreTests
{
    private readonly ScriptedSender _sender = new();
    private Newsroom? _room;

    private Newsroom Room => _room ??= new Newsroom(Test);

    [Fact]
    public async Task A_story_that_grows_shows_its_new_source_in_the_same_message()
    {
        await TellAsync("Harbour Post");
        await JoinAsync("Sund Tidende");

        Test.Time.Advance(EditPass.Merge);
        await Room.EditAsync(_sender);

        Assert.Equal(["Harbour Post", "Sund Tidende"], Assert.Single(_sender.Edits).Brief.Sources.Select(source => source.Name));
        Assert.Single(_sender.Posted);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM alert WHERE wanted_revision <> told_revision"));
    }

    [Fact]
    public async Task What_joins_within_a_minute_is_one_edit_and_what_joins_later_another()
    {
        await TellAsync("Harbour Post");
        await JoinAsync("Sund Tidende");
        Test.Time.Advance(EditPass.Merge / 2);
        await JoinAsync("Norvia Radio");
        Test.Time.Advance(EditPass.Merge / 2);
        await Room.EditAsync(_sender);
        await JoinAsync("Coast Wire");
        await Room.EditAsync(_sender);
        Assert.Single(_sender.Edits);

        Test.Time.Advance(EditPass.Merge);
        await Room.EditAsync(_sender);

        Assert.Equal([3, 4], _sender.Edits.Select(edit => edit.Brief.Sources.Count));
    }

    [Fact]
    public async Task A_message_that_somebody_deleted_stays_deleted_and_its_story_is_not_told_again()
    {
        await TellAsync("Harbour Post");
        await JoinAsync("Sund Tidende");
        Test.Time.Advance(EditPass.Merge);
        _sender.EditOutcomes.Enqueue(new SendOutcome.Refused("unknown message", DestinationGone: false));
        await Room.EditAsync(_sender);

        await JoinAsync("Norvia Radio");
        Test.Time.Advance(EditPass.Merge);
        await Room.EditAsync(_sender);
        await Room.TellAsync(_sender);

        Assert.Equal(2, _sender.Calls);
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM message"));
    }

    [Fact]
    public async Task An_edit_that_fails_is_made_later_and_again_after_a_kill()
    {
        await TellAsync("Harbour Post");
        await JoinAsync("Sund Tidende");
        Test.Time.Advance(EditPass.Merge);
        _sender.EditOutcomes.Enqueue(new SendOutcome.Unclear("reset"));
        _sender.EditOutcomes.Enqueue(new SendOutcome.RetryAfter(TimeSpan.FromSeconds(30), "429"));
        await Room.EditAsync(_sender);
        Test.Time.Advance(TimeSpan.FromSeconds(1));
        await Room.EditAsync(_sender);
        await Room.EditAsync(_sender);
        Assert.Equal(3, _sender.Calls);

        // Killed in the middle: the lease runs out.
        Test.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(await new EditStore(Test.Database).ClaimAsync(10, Test.Now, None));
        await Room.EditAsync(_sender);
        Assert.Empty(_sender.Edits);
        Test.Time.Advance(AlertBot.Storage.Lease.Duration);
        await Room.EditAsync(_sender);

        Assert.Single(_sender.Edits);
    }

    [Fact]
    public async Task What_joins_while_the_message_is_being_edited_is_shown_by_the_next_edit()
    {
        await TellAsync("Harbour Post");
        await JoinAsync("Sund Tidende");
        Test.Time.Advance(EditPass.Merge);
        var store = new EditStore(Test.Database);
        var edit = Assert.Single(await store.ClaimAsync(1, Test.Now, None));
        var brief = await store.WriteBriefAsync(edit, None);
        await JoinAsync("Norvia Radio");
        await store.EndAsync(edit, brief!, Test.Now);

        Test.Time.Advance(EditPass.Merge);
        await Room.EditAsync(_sender);

        Assert.Equal(3, Assert.Single(_sender.Edits).Brief.Sources.Count);
    }

    [Fact]
    public async Task A_second_article_of_the_same_outlet_and_link_changes_nothing_that_is_shown()
    {
        await TellAsync("Harbour Post");
        await Room.AddMatchedAsync("Truce in Norvia", link: "https://a.example/truce");
        await Room.GroupAsync();
        Test.Time.Advance(EditPass.Merge);

        await Room.EditAsync(_sender);

        Assert.Empty(_sender.Edits);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL"));
    }

    [Theory]
    [InlineData("UPDATE alert SET muted_at = 1")]
    [InlineData("UPDATE alert SET ended_at = 1")]
    [InlineData("UPDATE subscription SET edits = 0")]
    public async Task A_story_that_is_muted_or_a_channel_that_wants_no_edits_keeps_its_message_as_it_is(string because)
    {
        await TellAsync("Harbour Post");
        await Test.ExecuteAsync(because);
        await JoinAsync("Sund Tidende");
        Test.Time.Advance(EditPass.Merge);

        await Room.EditAsync(_sender);

        Assert.Empty(_sender.Edits);
    }

    [Fact]
    public async Task A_paused_channel_is_edited_when_the_pause_is_over()
    {
        await TellAsync("Harbour Post");
        await JoinAsync("Sund Tidende");
        Test.Time.Advance(EditPass.Merge);
        await Test.ExecuteAsync($"UPDATE destination SET paused_until = {Test.Now.AddMinutes(5).ToUnixTimeMilliseconds()}");
        await Room.EditAsync(_sender);
        Assert.Empty(_sender.Edits);

        Test.Time.Advance(TimeSpan.FromMinutes(5));
        await Room.EditAsync(_sender);

        Assert.Single(_sender.Edits);
    }

    [Fact]
    public async Task A_story_that_grows_while_its_message_waits_is_posted_once_as_it_is_then()
    {
        await Room.OpenAsync("a");
        await JoinAsync("Harbour Post");
        await JoinAsync("Sund Tidende");

        await Room.TellAsync(_sender);
        Test.Time.Advance(EditPass.Merge);
        await Room.EditAsync(_sender);

        Assert.Equal(["Harbour Post", "Sund Tidende"], Assert.Single(_sender.Messages).Brief.Sources.Select(source => source.Name));
        Assert.Empty(_sender.Edits);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM alert WHERE wanted_revision <> told_revision"));
    }

    [Fact]
    public async Task A_message_that_may_have_been_posted_is_looked_for_as_it_was_and_edited_later()
    {
        await Room.OpenAsync("a");
        await JoinAsync("Harbour Post");
        _sender.Fail("a", new SendOutcome.Unclear("reset"));
        await Room.TellAsync(_sender);
        await JoinAsync("Sund Tidende");

        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL AND payload NOT LIKE '%Sund Tidende%'"));
    }

    private async Task TellAsync(string source)
    {
        await Room.OpenAsync("a");
        await Room.AddMatchedAsync("Truce in Norvia", link: "https://a.example/truce", source: source);
        await Room.GroupAsync();
        await Room.TellAsync(_sender);
    }

    private async Task JoinAsync(string source)
    {
        await Room.AddMatchedAsync("Truce in Norvia", link: $"https://{source.Replace(' ', '-')}.example/truce", source: source);
        await Room.GroupAsync();
    }
}

public sealed class EditPassOnSqliteTests : EditPassTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
