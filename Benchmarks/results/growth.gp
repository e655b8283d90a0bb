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
32,0.21817,1.9104e+07
64,0.36586,3.8207e+07
128,0.65199,7.6415e+07
256,1.2102,1.5283e+08
512,2.404,3.0566e+08
1024,4.7767,6.1132e+08
2048,9.4944,1.2226e+09
4096,19.218,2.4453e+09
8192,39.958,4.8906e+09
EOD
set title 'batch'
set xlabel 'samples in a batch'
set xrange [25.6:10240]
set xtics ('32' 32, '64' 64, '128' 128, '256' 256, '512' 512, '1024' 1024, '2048' 2048, '4096' 4096, '8192' 8192)
plot $data using 1:($3/1.28775e+08) with lines lw 2 dt 2 lc rgb '#999999' title 'arithmetic at 129 GFLOP/s', $data using 1:2 with linespoints lw 2 pt 7 lc rgb '#1f5fa8' title 'measured'
$data << EOD
16,0.38739,1.6187e+07
32,0.53258,3.8666e+07
64,1.1428,1.025e+08
128,2.4192,3.0566e+08
256,7.4374,1.014e+09
512,25.865,3.6386e+09
1024,97.159,1.372e+10
EOD
set title 'width'
set xlabel 'units in a hidden layer'
set xrange [12.8:1280]
set xtics ('16' 16, '32' 32, '64' 64, '128' 128, '256' 256, '512' 512, '1024' 1024)
plot $data using 1:($3/1.41207e+08) with lines lw 2 dt 2 lc rgb '#999999' title 'arithmetic at 141 GFLOP/s', $data using 1:2 with linespoints lw 2 pt 7 lc rgb '#1f5fa8' title 'measured'
$data << EOD
0.5,2.5879,3.2283e+08
1,4.2644,5.4539e+08
2,6.6323,8.5315e+08
5,13.716,1.7764e+09
10,33.331,3.3152e+09
20,54.144,6.3928e+09
40,108.14,1.2548e+10
EOD
set title 'unrolling'
set xlabel 'discriminator steps looked ahead, K'
set xrange [0.4:50]
set xtics ('0' 0.5, '1' 1, '2' 2, '5' 5, '10' 10, '20' 20, '40' 40)
plot $data using 1:($3/1.29518e+08) with lines lw 2 dt 2 lc rgb '#999999' title 'arithmetic at 130 GFLOP/s', $data using 1:2 with linespoints lw 2 pt 7 lc rgb '#1f5fa8' title 'measured'
$data << EOD
1,0.87382,7.8508e+07
4,1.0213,8.4787e+07
8,0.9811,9.3159e+07
16,1.1064,1.099e+08
32,1.7365,1.4339e+08
64,3.4563,2.1037e+08
100,5.1269,2.8572e+08
200,9.4066,4.9503e+08
EOD
set title 'minibatch discrimination'
set xlabel 'kernels of 5 dimensions'
set xrange [0.8:250]
set xtics ('1' 1, '4' 4, '8' 8, '16' 16, '32' 32, '64' 64, '100' 100, '200' 200)
plot $data using 1:($3/9.9336e+07) with lines lw 2 dt 2 lc rgb '#999999' title 'arithmetic at 99 GFLOP/s', $data using 1:2 with linespoints lw 2 pt 7 lc rgb '#1f5fa8' title 'measured'
unset multiplot
