package io.waybill.shapes;

/// What a value is, in the words of AWS's service models.
public enum Kind {
  BOOLEAN,
  BYTE,
  SHORT,
  INTEGER,
  LONG,
  FLOAT,
  DOUBLE,
  BIG_INTEGER,
  BIG_DECIMAL,
  STRING,
  BLOB,
  TIMESTAMP,
  DOCUMENT,
  LIST,
  MAP,
  STRUCTURE,
  UNION;

  public boolean isNumber() {
    return compareTo(BYTE) >= 0 && compareTo(BIG_DECIMAL) <= 0;
  }
}
