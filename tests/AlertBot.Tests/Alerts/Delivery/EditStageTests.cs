using AlertBot.Alerts.Delivery;
using AlertBot.Storage;
using AlertBot.Testing.Fixtures;
using AlertBot.Tests.Storage;

namespace AlertBot.Tests.Alerts.Delivery;

public abstract class EditStageTests : StoreTests
{
    private readonly ScriptedSender _sender = new();
    private NewsroomFixture? _fixture;

    private NewsroomFixture Fixture => _fixture ??= new NewsroomFixture(Test);

    [Fact]
    public async Task A_growing_story_shows_its_new_source_in_the_same_message()
    {
        await PostAsync("Harbour Post");
        await JoinAsync("Sund Tidende");

        Test.Time.Advance(EditStage.MergeWindow);
        await Fixture.EditAsync(_sender);

        Assert.Equal(["Harbour Post", "Sund Tidende"], Assert.Single(_sender.Edits).Brief.Sources.Select(source => source.Name));
        Assert.Single(_sender.Posted);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM alert WHERE wanted_revision <> told_revision"));
    }

    [Fact]
    public async Task Additions_within_a_minute_share_one_edit_and_later_ones_get_another()
    {
        await PostAsync("Harbour Post");
        await JoinAsync("Sund Tidende");
        Test.Time.Advance(EditStage.MergeWindow / 2);
        await JoinAsync("Norvia Radio");
        Test.Time.Advance(EditStage.MergeWindow / 2);
        await Fixture.EditAsync(_sender);
        await JoinAsync("Coast Wire");
        await Fixture.EditAsync(_sender);
        Assert.Single(_sender.Edits);

        Test.Time.Advance(EditStage.MergeWindow);
        await Fixture.EditAsync(_sender);

        Assert.Equal([3, 4], _sender.Edits.Select(edit => edit.Brief.Sources.Count));
    }

    [Fact]
    public async Task The_first_edit_of_a_young_story_comes_after_15_seconds_and_the_next_after_a_minute()
    {
        await PostAsync("Harbour Post");
        await JoinAsync("Sund Tidende");
        Test.Time.Advance(TimeSpan.FromSeconds(14));
        await Fixture.EditAsync(_sender);
        Assert.Empty(_sender.Edits);
        Test.Time.Advance(TimeSpan.FromSeconds(1));
        await Fixture.EditAsync(_sender);
        Assert.Single(_sender.Edits);

        await JoinAsync("Norvia Radio");
        Test.Time.Advance(TimeSpan.FromSeconds(59));
        await Fixture.EditAsync(_sender);
        Assert.Single(_sender.Edits);
        Test.Time.Advance(TimeSpan.FromSeconds(1));
        await Fixture.EditAsync(_sender);
        Assert.Equal(2, _sender.Edits.Count);
    }

    [Fact]
    public async Task The_first_edit_of_an_older_story_comes_after_a_minute()
    {
        await PostAsync("Harbour Post");
        Test.Time.Advance(EditStage.YoungAge + TimeSpan.FromSeconds(1));
        await JoinAsync("Sund Tidende");
        Test.Time.Advance(TimeSpan.FromSeconds(59));
        await Fixture.EditAsync(_sender);
        Assert.Empty(_sender.Edits);

        Test.Time.Advance(TimeSpan.FromSeconds(1));
        await Fixture.EditAsync(_sender);

        Assert.Single(_sender.Edits);
    }

    [Fact]
    public async Task A_deleted_message_stays_deleted_and_its_story_is_not_posted_again()
    {
        await PostAsync("Harbour Post");
        await JoinAsync("Sund Tidende");
        Test.Time.Advance(EditStage.MergeWindow);
        _sender.EditOutcomes.Enqueue(new SendOutcome.Refused("unknown message", DestinationGone: false));
        await Fixture.EditAsync(_sender);

        await JoinAsync("Norvia Radio");
        Test.Time.Advance(EditStage.MergeWindow);
        await Fixture.EditAsync(_sender);
        await Fixture.DeliverAsync(_sender);

        Assert.Equal(2, _sender.Calls);
        Assert.Equal(1, await Test.NumberAsync("SELECT COUNT(*) FROM message"));
    }

    [Fact]
    public async Task A_failed_edit_is_retried_also_after_a_crash()
    {
        await PostAsync("Harbour Post");
        await JoinAsync("Sund Tidende");
        Test.Time.Advance(EditStage.MergeWindow);
        _sender.EditOutcomes.Enqueue(new SendOutcome.Unclear("reset"));
        _sender.EditOutcomes.Enqueue(new SendOutcome.RetryAfter(TimeSpan.FromSeconds(30), "429"));
        await Fixture.EditAsync(_sender);
        Test.Time.Advance(TimeSpan.FromSeconds(1));
        await Fixture.EditAsync(_sender);
        await Fixture.EditAsync(_sender);
        Assert.Equal(3, _sender.Calls);

        // The worker is killed in the middle: its lease expires.
        Test.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(await new EditStore(Test.Database).ClaimAsync(10, Test.Now, None));
        await Fixture.EditAsync(_sender);
        Assert.Empty(_sender.Edits);
        Test.Time.Advance(Lease.Duration);
        await Fixture.EditAsync(_sender);

        Assert.Single(_sender.Edits);
    }

    [Fact]
    public async Task An_article_added_during_an_edit_is_shown_by_the_next_edit()
    {
        await PostAsync("Harbour Post");
        await JoinAsync("Sund Tidende");
        Test.Time.Advance(EditStage.MergeWindow);
        var store = new EditStore(Test.Database);
        var edit = Assert.Single(await store.ClaimAsync(1, Test.Now, None));
        var brief = await store.ComposeBriefAsync(edit, None);
        await JoinAsync("Norvia Radio");
        await store.CompleteAsync(edit, brief!, Test.Now);

        Test.Time.Advance(EditStage.MergeWindow);
        await Fixture.EditAsync(_sender);

        Assert.Equal(3, Assert.Single(_sender.Edits).Brief.Sources.Count);
    }

    [Fact]
    public async Task A_second_article_of_the_same_outlet_and_link_changes_nothing_that_is_shown()
    {
        await PostAsync("Harbour Post");
        await Fixture.AddMatchedAsync("Truce in Norvia", link: "https://a.example/truce");
        await Fixture.GroupAsync();
        Test.Time.Advance(EditStage.MergeWindow);

        await Fixture.EditAsync(_sender);

        Assert.Empty(_sender.Edits);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL"));
    }

    [Theory]
    [InlineData("UPDATE alert SET muted_at = 1")]
    [InlineData("UPDATE alert SET ended_at = 1")]
    [InlineData("UPDATE subscription SET options = '{\"updates\":\"off\"}'")]
    public async Task A_muted_story_or_a_channel_without_edits_leaves_the_message_unchanged(string change)
    {
        await PostAsync("Harbour Post");
        await Test.ExecuteAsync(change);
        await JoinAsync("Sund Tidende");
        Test.Time.Advance(EditStage.MergeWindow);

        await Fixture.EditAsync(_sender);

        Assert.Empty(_sender.Edits);
    }

    [Fact]
    public async Task Edits_for_a_paused_channel_are_made_after_the_pause()
    {
        await PostAsync("Harbour Post");
        await JoinAsync("Sund Tidende");
        Test.Time.Advance(EditStage.MergeWindow);
        await Test.ExecuteAsync($"UPDATE destination SET paused_until = {Test.Now.AddMinutes(5).ToUnixTimeMilliseconds()}");
        await Fixture.EditAsync(_sender);
        Assert.Empty(_sender.Edits);

        Test.Time.Advance(TimeSpan.FromMinutes(5));
        await Fixture.EditAsync(_sender);

        Assert.Single(_sender.Edits);
    }

    [Fact]
    public async Task A_story_that_grows_while_queued_is_posted_once_in_its_latest_form()
    {
        await Fixture.OpenAsync("a");
        await JoinAsync("Harbour Post");
        await JoinAsync("Sund Tidende");

        await Fixture.DeliverAsync(_sender);
        Test.Time.Advance(EditStage.MergeWindow);
        await Fixture.EditAsync(_sender);

        Assert.Equal(["Harbour Post", "Sund Tidende"], Assert.Single(_sender.Messages).Brief.Sources.Select(source => source.Name));
        Assert.Empty(_sender.Edits);
        Assert.Equal(0, await Test.NumberAsync("SELECT COUNT(*) FROM alert WHERE wanted_revision <> told_revision"));
    }

    [Fact]
    public async Task A_possibly_posted_message_is_looked_up_in_its_original_form_and_edited_later()
    {
        await Fixture.OpenAsync("a");
        await JoinAsync("Harbour Post");
        _sender.FailWith("a", new SendOutcome.Unclear("reset"));
        await Fixture.DeliverAsync(_sender);
        await JoinAsync("Sund Tidende");

        Assert.Equal(1,
            await Test.NumberAsync("SELECT COUNT(*) FROM message WHERE edit_due_at IS NOT NULL AND payload NOT LIKE '%Sund Tidende%'"));
    }

    private async Task PostAsync(string source)
    {
        await Fixture.OpenAsync("a");
        await Fixture.AddMatchedAsync("Truce in Norvia", link: "https://a.example/truce", source: source);
        await Fixture.GroupAsync();
        await Fixture.DeliverAsync(_sender);
    }

    private async Task JoinAsync(string source)
    {
        await Fixture.AddMatchedAsync("Truce in Norvia", link: $"https://{source.Replace(' ', '-')}.example/truce", source: source);
        await Fixture.GroupAsync();
    }
}

public sealed class EditStageOnSqliteTests : EditStageTests
{
    private protected override Task<TestDatabase> OpenAsync() => TestDatabase.OnSqliteAsync();
}
