import Randomness
import Testing

struct RandomnessErrorTests {
  @Test func `a description says what happened and what to do`() {
    #expect(
      RandomnessError.unavailable(code: 38).description
        == """
        the operating system gives no random bytes (getentropy, errno 38); nothing can be drawn \
        without them: allow the getrandom system call (sandboxes may forbid it) and run again
        """
    )
    #expect(RandomnessError.unhealthy(.bias).description.contains("far from balance"))
    #expect(RandomnessError.unhealthy(.repeatedWord).description.contains("came twice"))
    #expect(RandomnessError.unwatchedForks(code: 12).description.contains("error 12"))
  }
}
