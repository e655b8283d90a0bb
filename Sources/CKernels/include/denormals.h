// Numbers too small for a full mantissa slow a processor down a hundredfold, and gradients that
// vanish pass through them on their way to zero.
#pragma once

// Makes the calling thread take them, and give them, as zero.
void toygan_flush_denormals(void);
