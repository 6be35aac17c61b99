import Accounting
import Ledger
import Schemas
import Tables

extension MarginaliaError {
  /// What an error of any module means to the caller: the one place where they meet.
  ///
  /// None of them carries a private value. Those that no case names are failures of what is
  /// outside: the operating system, or a file that another program has touched.
  package init(_ error: any Error) {
    switch error {
    case let error as MarginaliaError: self = error
    case let error as LedgerError: self.init(error)
    case let error as SchemaError: self.init(error)
    case let error as TableError: self.init(error)
    case let error as AccountingError: self = .usage(error.description)
    default: self = .failure("\(error)")
    }
  }
}
