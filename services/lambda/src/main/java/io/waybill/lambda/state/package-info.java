/// What Lambda holds in each partition: resources (functions, layers, event source mappings), each
/// a set of AWS's own records, and the catalog that follows them after each commit.
@NullMarked
package io.waybill.lambda.state;

import org.jspecify.annotations.NullMarked;
