package dev.mossspore.ctl.inventory;

/** An inventory that cannot be used; the message names the place and what is wrong there. */
public final class InventoryException extends Exception {
  private static final long serialVersionUID = 1;

  InventoryException(String message) {
    super(message);
  }
}
