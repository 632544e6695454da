package org.lfads4j.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lfads4j.data.Trials;

class Hdf5LinksTest {
  @TempDir private Path folder;

  private Path file(String lines) throws Exception {
    Python.run(
        folder,
        """
        counts = np.arange(24).reshape(2, 3, 4)
        with h5py.File('other.h5', 'w') as f:
            f['deep/counts'] = counts
            f['again'] = h5py.SoftLink('/deep/counts')
            f['back'] = h5py.ExternalLink('main.h5', '/raw/counts')
        with h5py.File('main.h5', 'w') as f:
            f['raw/counts'] = counts
            f['raw/near'] = h5py.SoftLink('counts')
            f['circle'] = h5py.SoftLink('/circle')
        %s
        """
            .formatted(lines.indent(4)));
    return folder.resolve("main.h5");
  }

  @ParameterizedTest
  @CsvSource({
    "h5py.SoftLink('/raw/counts')",
    "h5py.SoftLink('raw/counts')",
    "h5py.SoftLink('./raw/near')",
    "'h5py.ExternalLink(''other.h5'', ''/deep/counts'')'",
    "'h5py.ExternalLink(''other.h5'', ''/again'')'",
    "'h5py.ExternalLink(''other.h5'', ''/back'')'"
  })
  void aLinkIsFollowed(String link) throws Exception {
    Trials trials = Trials.load(file("f['data'] = " + link), 10);
    assertEquals(17, trials.counts().at(1, 1, 1));
    assertEquals(
        17, Trials.load(folder.resolve("main.h5"), "/data", 10).counts().at(1, 1, 1), "by path");
  }

  @ParameterizedTest
  @CsvSource({
    "h5py.SoftLink('/raw/none'), 'leads to \"/raw/none\", which is not there'",
    "h5py.SoftLink('/circle'), leads back to itself",
    "'h5py.ExternalLink(''gone.h5'', ''/x'')', 'leads to the file \"gone.h5\", which is not there'",
    "'h5py.ExternalLink(''other.h5'', ''/x'')', 'leads to \"/x\", which is not there'",
    "'h5py.ExternalLink(''script.py'', ''/x'')',"
        + " 'leads to the file \"script.py\", which cannot be read as HDF5'"
  })
  void aBrokenLinkIsNamed(String link, String said) throws Exception {
    Path path = file("f['lost'] = " + link);
    assertEquals(
        path + ": /lost must be there, got a link that " + said,
        assertThrows(IllegalArgumentException.class, () -> Trials.load(path, "/lost", 10))
            .getMessage());
    assertEquals(4, Trials.load(path, "/raw/counts", 10).neurons(), "the rest can be read");
  }
}
