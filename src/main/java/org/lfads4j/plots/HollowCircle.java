package org.lfads4j.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import org.knowm.xchart.style.markers.Marker;

/** A ring in the marker's colour on white. */
final class HollowCircle extends Marker {
  static final HollowCircle MARKER = new HollowCircle();

  private static final float WIDTH = 1.6f;

  private HollowCircle() {}

  @Override
  public void paint(Graphics2D g, double x, double y, int size) {
    Color colour = g.getColor();
    double radius = (size - WIDTH) / 2.0;
    Ellipse2D ring = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    g.setColor(Color.WHITE);
    g.fill(ring);
    g.setColor(colour);
    g.setStroke(new BasicStroke(WIDTH));
    g.draw(ring);
  }
}
