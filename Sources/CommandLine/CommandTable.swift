/// All commands, in the order of the help: the one table that parsing, help and suggestions read.
package enum CommandTable {
  /// The commands.
  package static let commands: [Command] =
    [
      DemoCommand.command,
      SynthesizeCommand.command,
      VerifyCommand.command,
      VerifyPageCommand.command,
      SignCommand.command,
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
      LedgerVoidCommand.command,
      LedgerCheckConsistencyCommand.command,
      LedgerRequestCommand.command,
      AccountEpsilonCommand.command,
      AccountRhoCommand.command,
      AccountComposeCommand.command,
      AuditCommand.command,
      WitnessCommands.key,
      WitnessCommands.cosign,
      KeyGenerateCommand.command,
      KeyShowCommand.command,
      KeyRotateCommand.command,
      KeyRevokeCommand.command,
      TimestampRequestCommand.command,
      TimestampEmbedCommand.command,
      CommitmentOpenCommand.command,
      SampleCommand.command,
      WatermarkDetectCommand.command,
      WatermarkKeyCommand.command,
    ] + ExportCommand.commands + [
      VersionCommand.command,
      HelpCommand.command,
    ]
}
