package org.lfads4j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.lfads4j.Lfads;
import org.lfads4j.OnlineLfads;
import org.lfads4j.TrainedLfads;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decodes trials as they come, line by line. */
@Command(
    name = "online",
    sortOptions = false,
    description = {
      "Decode trials as they come: a line of JSON for each bin in, a line with its factors and"
          + " rates (spikes/s) out, over TCP or, without --port, from standard input to standard"
          + " output. The model must have a causal controller (--c_do_causal_controller true) or"
          + " none (--c_co_dim 0).",
      "",
      "Lines in: {\"do\":\"begin\"}; {\"do\":\"bin\",\"counts\":[0,1,...]} (with"
          + " \"inputs\":[...] where there are external inputs); {\"do\":\"end\"};"
          + " {\"do\":\"go_on\"} begins a trial in the state in which the last one ended.",
      ""
    })
final class OnlineCommand extends PrintingCommand {
  private static final int MOST_PORT = 65535;

  @Parameters(paramLabel = "FIT_DIR", description = ScoreCommand.FIT_DIR)
  private Path folder;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Serve clients of this machine at this TCP port; 0: any that is free.")
  private Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "Listen at this address of the machine, so that others reach it; nobody is asked who he"
              + " is. Default: the loopback address, which no other machine reaches.")
  private String host;

  @Option(
      names = "--session",
      paramLabel = "NAME",
      description = "The session whose neurons are read, of a fit of several.")
  private String session;

  @Option(
      names = "--initial-bins",
      paramLabel = "N",
      description =
          "Bins from which a trial's initial condition is inferred; default c_num_steps_for_gen_ic,"
              + " or the first fifth of a trial if that is all of it.")
  private Integer initialBins;

  OnlineCommand(PrintStream out) {
    super(out);
  }

  @Override
  public Integer call() {
    if (port != null && (port < 0 || port > MOST_PORT)) {
      throw usage("--port must be from 0 to " + MOST_PORT + ", got " + port);
    }
    if (host != null && port == null) {
      throw usage("--host must go with --port, got none");
    }
    TrainedLfads model = Lfads.loadModel(ScoreCommand.fitFolder(folder));
    if (session == null && model.sessions().size() > 1) {
      throw usage("--session must be one of " + String.join(", ", model.sessions()) + ", got none");
    }
    // Refused before a client comes.
    OnlineLfads first = online(model);
    if (port == null) {
      lines(first);
      return Main.DONE;
    }
    try (OnlineServer server = new OnlineServer(address(), port, () -> online(model))) {
      out.println("listening at " + server.address() + "; Ctrl-C ends it");
      out.println(first);
      server.run();
    }
    return Main.DONE;
  }

  private OnlineLfads online(TrainedLfads model) {
    OnlineLfads online = session == null ? model.online() : model.online(session);
    return initialBins == null ? online : online.withInitialBins(initialBins);
  }

  private void lines(OnlineLfads online) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      new OnlineLines(online)
          .serve(
              in,
              line -> {
                out.println(line);
                out.flush();
              });
    } catch (IOException e) {
      throw new UncheckedIOException("standard input must be readable", e);
    }
  }

  private InetAddress address() {
    if (host == null) {
      return InetAddress.getLoopbackAddress();
    }
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException("--host must be an address of this machine, got " + host, e);
    }
  }
}
