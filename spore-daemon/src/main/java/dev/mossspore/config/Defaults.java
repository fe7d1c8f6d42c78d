package dev.mossspore.config;

import java.util.List;
import java.util.Map;

/**
 * The protocol's own lists (chapter 04 section 3.1, chapter 06 section 2.1), order kept, and what
 * depends on the system.
 */
final class Defaults {
  static final List<String> TRACKERS =
      List.of(
          "udp://tracker.opentrackr.org:1337/announce",
          "udp://open.demonii.com:1337/announce",
          "udp://tracker.torrent.eu.org:451/announce",
          "udp://open.stealth.si:80/announce",
          "udp://tracker.qu.ax:6969/announce",
          "udp://open.demonoid.ch:6969/announce",
          "udp://tracker-udp.gbitt.info:80/announce",
          "udp://tracker.dler.org:6969/announce",
          "udp://exodus.desync.com:6969/announce",
          "udp://tracker.openbittorrent.com:6969/announce",
          "udp://retracker.hotplug.ru:2710/announce",
          "udp://tracker.playground.ru:6969/announce",
          "udp://retracker01-msk-virt.corbina.net:80/announce",
          "http://retracker.hotplug.ru:2710/announce",
          "http://tracker.openbittorrent.com:80/announce");

  static final List<String> STUN_SERVERS =
      List.of(
          "stun.l.google.com:19302",
          "stun1.l.google.com:19302",
          "stun2.l.google.com:19302",
          "stun3.l.google.com:19302",
          "stun4.l.google.com:19302",
          "stun.cloudflare.com:3478",
          "stun.f.haeder.net:3478",
          "freestun.net:3478");

  static final String ADMIN_SOCKET = adminSocket(System.getProperty("os.name"), System.getenv());

  private Defaults() {}

  static String adminSocket(String os, Map<String, String> environment) {
    return os.startsWith("Windows")
        ? environment.getOrDefault("ProgramData", "C:\\ProgramData") + "\\MossSpore\\admin.sock"
        : "/run/mossspore/admin.sock";
  }
}
