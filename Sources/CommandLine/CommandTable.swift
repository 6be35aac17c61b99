/// All commands, in the order of the help: the one table that parsing, help and suggestions read.
package enum CommandTable {
  /// The commands.
  package static let commands: [Command] =
    [
      DemoCommand.command,
      SynthesizeCommand.command,
      VerifyCommand.command,
      AboutDraftCommand.command,
      AgreementDraftCommand.command,
      AgreementSignCommand.command,
      AgreementShowCommand.command,
      SchemaCheckCommand.command,
      SchemaDraftCommand.command,
      LedgerCreateCommand.command,
      LedgerShowCommand.command,
      LedgerVerifyCommand.command,
      LedgerRecoverCommand.command,
      AccountEpsilonCommand.command,
      AccountRhoCommand.command,
      AccountComposeCommand.command,
      KeyGenerateCommand.command,
      KeyShowCommand.command,
      AuditSelfCommand.command,
      CommitmentOpenCommand.command,
    ] + ExportCommand.commands + [
      VersionCommand.command,
      HelpCommand.command,
    ]
}
