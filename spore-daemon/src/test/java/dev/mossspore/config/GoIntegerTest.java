package dev.mossspore.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Integers of flags and environment, as Go's {@code strconv.ParseInt} with base 0 reads them. */
@Tag("unit")
class GoIntegerTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-0,0",
    "+7,7",
    "4001,4001",
    "-1,-1",
    "1_000,1000",
    "0x10,16",
    "0XfF,255",
    "0x_1f,31",
    "0b1,1",
    "0B101,5",
    "0o7,7",
    "0O17,15",
    "010,8",
    "0_17,15",
    "00,0",
    "-0x10,-16",
    "99999999999999999999,99999999999999999999"
  })
  void reads(String text, BigInteger value) {
    assertEquals(Optional.of(value), GoInteger.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "+", "-", "_1", "1_", "1__0", "0x", "0x_", "0b2", "0o8", "08", "1.0", "4e3", " 1", "1 ",
        "+-1", "0x1g", "\u0661", "0b", "0_x1"
      })
  void refuses(String text) {
    assertEquals(Optional.empty(), GoInteger.parse(text));
  }
}
