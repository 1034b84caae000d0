using AlertBot.Cli;

return await CommandLine.RunAsync(args);
