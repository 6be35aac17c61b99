/// All commands, in the order of the help: the one table that parsing, help and suggestions read.
package enum CommandTable {
  /// The commands.
  package static let commands: [Command] = [
    DemoCommand.command,
    SynthesizeCommand.command,
    VerifyCommand.command,
    SignCommand.command,
    SchemaCheckCommand.command,
    SchemaDraftCommand.command,
    LedgerCreateCommand.command,
    LedgerShowCommand.command,
    LedgerVerifyCommand.command,
    LedgerRecoverCommand.command,
    LedgerVoidCommand.command,
    LedgerCheckConsistencyCommand.command,
    LedgerRequestCommand.command,
    AccountEpsilonCommand.command,
    AccountRhoCommand.command,
    AccountComposeCommand.command,
    KeyGenerateCommand.command,
    KeyShowCommand.command,
    KeyRotateCommand.command,
    KeyRevokeCommand.command,
    TimestampRequestCommand.command,
    TimestampEmbedCommand.command,
    AuditCommand.command,
    WitnessCommands.key,
    WitnessCommands.cosign,
    VersionCommand.command,
    HelpCommand.command,
  ]
}
