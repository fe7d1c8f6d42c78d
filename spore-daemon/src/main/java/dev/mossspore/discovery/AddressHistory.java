package dev.mossspore.discovery;

import java.util.ArrayList;
import java.util.List;

/**
 * The last four addresses a peer was seen or said to be at, oldest first (chapter 04 section 9.1).
 *
 * @param addresses texts, no two neighbours equal
 */
public record AddressHistory(List<String> addresses) {
  /** Nothing yet. */
  static final AddressHistory EMPTY = new AddressHistory(List.of());

  private static final int CAPACITY = 4;

  public AddressHistory {
    addresses = List.copyOf(addresses);
  }

  /** With one more, unless it repeats the last; the oldest makes room. */
  AddressHistory with(String address) {
    if (!addresses.isEmpty() && addresses.getLast().equals(address)) {
      return this;
    }
    List<String> all = new ArrayList<>(addresses);
    all.add(address);
    return new AddressHistory(all.subList(Math.max(0, all.size() - CAPACITY), all.size()));
  }
}
