/// All commands, in the order of the help: the one table that parsing, help and suggestions read.
package enum CommandTable {
  /// The commands.
  package static let commands: [Command] = [
    DemoCommand.command,
    SynthesizeCommand.command,
    VerifyCommand.command,
    VerifyPageCommand.command,
    SampleCommand.command,
    WatermarkDetectCommand.command,
    WatermarkKeyCommand.command,
    SignCommand.command,
    AboutDraftCommand.command,
    SchemaCheckCommand.command,
    SchemaDraftCommand.command,
    LedgerCreateCommand.command,
    LedgerShowCommand.command,
    LedgerVerifyCommand.command,
    LedgerRecoverCommand.command,
    LedgerVoidCommand.command,
    AccountEpsilonCommand.command,
    AccountRhoCommand.command,
    AccountComposeCommand.command,
    KeyGenerateCommand.command,
    KeyShowCommand.command,
    KeyRotateCommand.command,
    KeyRevokeCommand.command,
    TimestampRequestCommand.command,
    TimestampEmbedCommand.command,
    AuditSelfCommand.command,
    VersionCommand.command,
    HelpCommand.command,
  ]
}
