package dev.mossspore.ctl.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the constants of an enum by their lower-case names. */
record EnumText<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
  @Override
  public E convert(String text) {
    List<String> known = Arrays.stream(type.getEnumConstants()).map(Enum::toString).toList();
    int found = known.indexOf(text.toLowerCase(Locale.ROOT));
    if (found < 0) {
      throw new TypeConversionException(
          "'%s' is none of %s".formatted(text, String.join(", ", known)));
    }
    return type.getEnumConstants()[found];
  }
}
