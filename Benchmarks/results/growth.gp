set terminal pngcairo size 1400,1000 font 'DejaVu Sans,13'
set output 'growth.png'
set multiplot layout 2,2 spacing 0.08
set datafile separator ','
set logscale xy
set grid lc rgb '#dddddd'
set border 3 lc rgb '#666666'
set tics nomirror
set key top left reverse Left
set ylabel 'milliseconds a step'
$data << EOD
32,0.32547,1.9104e+07
64,0.51988,3.8207e+07
128,0.91725,7.6415e+07
256,1.7703,1.5283e+08
512,3.353,3.0566e+08
1024,7.1211,6.1132e+08
2048,14.959,1.2226e+09
4096,31.005,2.4453e+09
8192,66.559,4.8906e+09
EOD
set title 'batch'
set xlabel 'samples in a batch'
set xrange [25.6:10240]
set xtics ('32' 32, '64' 64, '128' 128, '256' 256, '512' 512, '1024' 1024, '2048' 2048, '4096' 4096, '8192' 8192)
plot $data using 1:($3/9.11607e+07) with lines lw 2 dt 2 lc rgb '#999999' title 'arithmetic at 91 GFLOP/s', $data using 1:2 with linespoints lw 2 pt 7 lc rgb '#1f5fa8' title 'measured'
$data << EOD
16,0.59091,1.6187e+07
32,0.78269,3.8666e+07
64,1.4153,1.025e+08
128,3.4166,3.0566e+08
256,10.227,1.014e+09
512,34.623,3.6386e+09
1024,132.24,1.372e+10
EOD
set title 'width'
set xlabel 'units in a hidden layer'
set xrange [12.8:1280]
set xtics ('16' 16, '32' 32, '64' 64, '128' 128, '256' 256, '512' 512, '1024' 1024)
plot $data using 1:($3/1.0509e+08) with lines lw 2 dt 2 lc rgb '#999999' title 'arithmetic at 105 GFLOP/s', $data using 1:2 with linespoints lw 2 pt 7 lc rgb '#1f5fa8' title 'measured'
$data << EOD
0.5,3.594,3.2283e+08
1,6.5873,5.4539e+08
2,10.923,8.5315e+08
5,23.302,1.7764e+09
10,44.876,3.3152e+09
20,87.764,6.3928e+09
40,182.5,1.2548e+10
EOD
set title 'unrolling'
set xlabel 'discriminator steps looked ahead, K'
set xrange [0.4:50]
set xtics ('0' 0.5, '1' 1, '2' 2, '5' 5, '10' 10, '20' 20, '40' 40)
plot $data using 1:($3/8.98254e+07) with lines lw 2 dt 2 lc rgb '#999999' title 'arithmetic at 90 GFLOP/s', $data using 1:2 with linespoints lw 2 pt 7 lc rgb '#1f5fa8' title 'measured'
$data << EOD
1,1.2472,7.8508e+07
4,1.3369,8.4787e+07
8,1.388,9.3159e+07
16,1.6253,1.099e+08
32,2.2445,1.4339e+08
64,3.8481,2.1037e+08
100,7.4563,2.8572e+08
200,12.248,4.9503e+08
EOD
set title 'minibatch discrimination'
set xlabel 'kernels of 5 dimensions'
set xrange [0.8:250]
set xtics ('1' 1, '4' 4, '8' 8, '16' 16, '32' 32, '64' 64, '100' 100, '200' 200)
plot $data using 1:($3/6.76216e+07) with lines lw 2 dt 2 lc rgb '#999999' title 'arithmetic at 68 GFLOP/s', $data using 1:2 with linespoints lw 2 pt 7 lc rgb '#1f5fa8' title 'measured'
unset multiplot
