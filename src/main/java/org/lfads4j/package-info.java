/** The door to lfads4j: data in, one fluent line, tables and charts out. No numerics live here. */
package org.lfads4j;
